using System.Text;
using System.Text.Json;
using Kumiko.Testing;

namespace Kumiko.Tests.Apps.Tenants;

/// <summary>Whatever is tried to get at another tenant's records: it comes out as if they were not there, and nothing is left behind.</summary>
public abstract class CrossingSpecification(DatabaseSource source) : AppSpecification(source)
{
    public static TheoryData<string> Names => [.. Crossing.All.Select(c => c.Name)];

    [Theory, MemberData(nameof(Names))]
    public async Task An_attempt_to_cross_is_answered_as_if_there_were_nothing(string name)
    {
        var app = await Shared<HarbourFeature>();
        await new CrossingTrial(app.Registry, app.Store, (tenant, call) => Send(app, tenant, call)).Run(Crossing.All.Single(c => c.Name == name), Cancellation);
    }

    [Fact]
    public async Task A_claim_that_fits_another_tenants_records_shows_none_of_them()
    {
        var app = await Shared<HarbourFeature>();
        var theirs = await app.As(OtherTenant, "Master").Create(new Ship { Name = "theirs", Line = "red" });
        var mine = await app.As(Tenant, "Master").Create(new Ship { Name = "mine", Line = "red" });
        var captain = app.As(Tenant, "Captain").WithClaims(c => c.With("harbour:line", "red"));

        (await captain.List<Ship>(new { totalCount = true })).ShouldSatisfyAllConditions(page => page.Rows.ShouldHaveSingleItem().Id.ShouldBe(mine.Id), page => page.Total.ShouldBe(1));
        (await captain.Detail<Ship>(theirs.Id)).ShouldBeNull();
        await Should.ThrowAsync<NotFoundException>(() => captain.History<Ship>(theirs.Id));
    }

    [Fact]
    public async Task A_request_that_another_tenant_repeats_gets_its_own_answer()
    {
        var app = await Shared<HarbourFeature>();
        var (mine, theirs) = (app.As(Tenant, "Master"), app.As(OtherTenant, "Master"));
        var first = await theirs.WriteOnce("once", "harbour:write:ship:create", """{"name":"same"}""");

        var second = await mine.WriteOnce("once", "harbour:write:ship:create", """{"name":"same"}""");

        second.Id().ShouldNotBe(first.Id());
        (await theirs.WriteOnce("once", "harbour:write:ship:create", """{"name":"same"}""")).GetRawText().ShouldBe(first.GetRawText());
        (await mine.List<Ship>()).Rows.ShouldHaveSingleItem();
    }

    private static async Task<string> Send(TestApp app, TenantId tenant, CrossingCall call)
    {
        var documents = call.Calls.Select(c => JsonDocument.Parse(c.Payload)).ToList();
        var calls = call.Calls.Zip(documents, (c, document) => new HandlerCall(c.Type, document.RootElement)).ToList();
        var caller = new Caller(
            new User { Id = new UserId("somebody"), Tenant = tenant, Roles = ["Master"] }, new RequestInfo { RequestId = "request", CorrelationId = "request" });
        try
        {
            switch (call.Door)
            {
                case "query":
                    return "done " + Encoding.UTF8.GetString((await app.Dispatcher.Query(calls[0], caller, Cancellation)).Span);
                case "stream":
                    return "done " + string.Join(' ', await app.Dispatcher.Stream(calls[0], caller, Cancellation).Select(i => Encoding.UTF8.GetString(i.Span)).ToListAsync(Cancellation));
                default:
                    var outcome = await app.Dispatcher.Write(calls, call.RequestId, caller, Cancellation);
                    return outcome.Error is { } error
                        ? $"{Failed(error)} at {outcome.FailedIndex}"
                        : $"done {string.Join(' ', outcome.Results.Select(r => Encoding.UTF8.GetString(r.Span)))} {outcome.IsReplay}";
            }
        }
        catch (KumikoException error)
        {
            return Failed(error);
        }
        finally
        {
            documents.ForEach(d => d.Dispose());
        }
    }

    private static string Failed(KumikoException error) => "failed " + JsonText.Of(writer =>
    {
        writer.WriteStartObject();
        ErrorJson.WriteMembers(writer, error);
        writer.WriteEndObject();
    });
}
