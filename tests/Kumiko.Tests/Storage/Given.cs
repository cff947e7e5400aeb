using System.Text;
using Kumiko.Storage;

namespace Kumiko.Tests.Storage;

/// <summary>Plain samples in which a test changes only what it is about.</summary>
internal static class Given
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 14, 12, 0, 0, TimeSpan.Zero);

    public static readonly UserId Anna = new("0198c0de-0000-7000-8000-00000000000a");

    public static ReadOnlyMemory<byte> Json(string text) => Encoding.UTF8.GetBytes(text);

    public static NewEvent Event(StreamId stream, long version, string? key = null) => new()
    {
        Stream = stream,
        AggregateType = "ticket",
        Version = new StreamVersion(version),
        Type = version == 1 ? "ticket.created" : "ticket.updated",
        Payload = Json($$"""{"number":{{version}}}"""),
        Metadata = Json("""{"userId":"anna","requestId":"r-1"}"""),
        CreatedAt = Noon.AddMinutes(version),
        CreatedBy = Anna,
        IdempotencyKey = key,
    };

    public static WriteOperation.Append Append(StreamId stream, long version, string? key = null) => new(Event(stream, version, key));

    /// <summary>A small table with a unique title among the rows that are not deleted, and a unique number among all rows that have one.</summary>
    public static Table Tickets(string name)
    {
        Column tenant = new("tenant_id", ColumnType.Uuid);
        Column title = new("title", ColumnType.Text);
        Column number = new("number", ColumnType.Int32, IsNullable: true);
        Column deleted = new("is_deleted", ColumnType.Boolean);
        return new Table(
            name,
            [tenant, new("id", ColumnType.Uuid), title, number, new("order", ColumnType.Int64), deleted],
            [
                new($"{name}_number", [tenant, number]) { IsUnique = true },
                new($"{name}_title", [tenant, title]) { IsUnique = true, OnlyWhereFalse = deleted },
                new($"{name}_order", [tenant, new("order", ColumnType.Int64)]),
            ]);
    }

    public static object?[] Ticket(TenantId tenant, Guid id, string title = "Lamp", int? number = null, long order = 0, bool isDeleted = false) =>
        [tenant.Value, id, title, number, order, isDeleted];

    public static WriteOperation.InsertRow Insert(Table table, params object?[] values) => new(table, values);

    public static Column Column(this Table table, string name) => table.Columns.Single(c => c.Name == name);

    public static int Ordinal(this Table table, string name) => table.OrdinalOf(table.Column(name));

    public static RequestKey Request(TenantId tenant, string id, UserId? user = null) => new(tenant, user ?? Anna, id);

    public static RecordedAnswer Answer(RequestKey key, string answer = """{"ok":true}""", DateTimeOffset? at = null) =>
        new(key, [.. Enumerable.Range(0, 32).Select(i => (byte)(255 - i))], Json(answer), at ?? Noon);
}
