using Kumiko.Bench.Host;
using Kumiko.Storage;
using Kumiko.Testing;

namespace Kumiko.Bench;

/// <summary>The same texts and numbers for everybody that is compared.</summary>
internal static class Workload
{
    public const int RowsPerTenant = 5_000;
    public const string Title = "Replace the pump in the boiler room";
    public const string Notes = "The tenant on the second floor heard it grinding since Monday; the spare part lies in the van.";

    public const string EventMetadata =
        """{"userId":"user-planner","requestId":"0197c0de-0000-7000-8000-000000000001","correlationId":"0197c0de-0000-7000-8000-000000000002"}""";

    /// <summary>The fields as clients send them.</summary>
    public const string Fields = "{" + BeforeQuote + "489" + AfterQuote + "}";

    /// <summary>The fields as the event keeps them.</summary>
    public const string EventPayload = "{" + BeforeQuote + """{"amount":489,"currency":"EUR"}""" + AfterQuote + "}";

    public const string CreateBody = """{"type":"work-orders:write:work-order:create","payload":""" + Fields + "}";

    /// <summary>The same work order for no site, so that nothing has to be there which it refers to.</summary>
    public static string CreateAloneBody { get; } = CreateBody.Replace(SiteMember, "", StringComparison.Ordinal);

    public const string ListBody = """{"type":"work-orders:query:work-order:list","payload":{"limit":20}}""";

    public const string RuledListBody = """{"type":"ruled-orders:query:ruled-order:list","payload":{"limit":20}}""";

    private const string BeforeQuote = $"""
        "title":"{Title}","notes":"{Notes}","contact":"+49 30 1234567","status":"open","hours":3.5,"quote":
        """;

    private const string SiteMember = """
        ,"siteId":"0197c0de-0000-7000-8000-000000000003"
        """;

    private const string AfterQuote = SiteMember + """
        ,"dueOn":"2026-11-02","reportedAt":"2026-10-14T08:15:00.000Z","isUrgent":true
        """;

    /// <summary>The tenant that all load works in; there are two more beside it.</summary>
    public static TenantId Tenant => TestTenants.First;

    public static IEnumerable<TenantId> Tenants => Enumerable.Range(1, 3).Select(TestTenants.Numbered);

    /// <summary>What every work order refers to.</summary>
    public static Guid Site { get; } = new("0197c0de-0000-7000-8000-000000000003");

    public static User Planner { get; } = new() { Id = new UserId("user-planner"), Tenant = Tenant, Roles = ["Planner"] };

    /// <summary>The same with what the rules of <see cref="RuledOrdersFeature"/> ask for.</summary>
    public static User PlannerOfSite { get; } = Planner with { Claims = UserClaims.None.With("bench:sites", [Site.ToString()]).With("bench:home", Site) };

    public static WorkOrder Order(int number) => Filled(new WorkOrder { Title = $"{Title} {number}" }, number);

    public static RuledOrder RuledOrder(int number) => Filled(new RuledOrder { Title = $"{Title} {number}" }, number);

    private static TOrder Filled<TOrder>(TOrder order, int number)
        where TOrder : WorkOrder
    {
        order.Notes = Notes;
        order.Contact = "+49 30 1234567";
        order.Status = (WorkOrderStatus)(number % 3);
        order.Hours = 3.5m;
        order.Quote = Money.Of(489, "EUR");
        order.DueOn = new DateOnly(2026, 11, 2).AddDays(number % 90);
        order.ReportedAt = new DateTimeOffset(2026, 10, 14, 8, 15, 0, TimeSpan.Zero);
        order.SiteId = Site;
        order.IsUrgent = number % 7 == 0;
        return order;
    }

    public static NewEvent Event(Guid aggregate, long version) => new()
    {
        Stream = new StreamId(Tenant, aggregate),
        AggregateType = "note",
        Version = new StreamVersion(version),
        Type = "notes:event:noted",
        Payload = PayloadBytes,
        Metadata = MetadataBytes,
        CreatedAt = DateTimeOffset.UtcNow,
        CreatedBy = Planner.Id,
    };

    public static byte[] PayloadBytes { get; } = [.. System.Text.Encoding.UTF8.GetBytes(EventPayload)];

    public static byte[] MetadataBytes { get; } = [.. System.Text.Encoding.UTF8.GetBytes(EventMetadata)];
}
