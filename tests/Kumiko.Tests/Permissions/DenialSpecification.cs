using Kumiko.Testing;
using Kumiko.Tests.Apps;
using Microsoft.Extensions.Logging;

namespace Kumiko.Tests.Permissions;

/// <summary>Every refusal says which rule it was: on the exception, and in one entry of the log.</summary>
public abstract class DenialSpecification(DatabaseSource source) : AppSpecification(source)
{
    private readonly LogEntries _log = new();
    private TestApp _app = null!;

    [Fact]
    public async Task The_rule_of_a_handler_that_does_not_name_the_caller()
    {
        await StartAll();

        var denial = await DenialOf<AccessDeniedException>(Anna.Write(new PassFirst(Guid.NewGuid())));

        (denial.Kind, denial.Handler, denial.Entity).ShouldBe((DenialKind.HandlerRule, "gates:write:gate:pass-first", null));
        denial.Rules.ShouldBe([new RuleVerdict("roles Porter", false, "The caller has only the roles Seller.")]);
        denial.Caller.ShouldNotBeNull().Id.ShouldBe(Anna.User.Id);
        var visitor = await DenialOf<AccessDeniedException>(_app.Anonymous(Tenant).QueryNamed("gates:query:gate:knock", "{}"));
        visitor.Rules.ShouldBe([new RuleVerdict("signed in", false, "The caller did not sign in.")]);
        var entry = _log.Of(3)[0];
        (entry.Level, entry["Handler"], entry["Kind"], entry["User"], entry["Tenant"], entry["Roles"]).ShouldBe(
            (LogLevel.Information, "gates:write:gate:pass-first", "HandlerRule", "anna", Tenant.ToString(), "Seller"));
        entry["Rules"].ShouldBe("[roles Porter] The caller has only the roles Seller.");
    }

    [Fact]
    public async Task A_record_that_is_not_found_because_a_rule_hides_it()
    {
        await StartAll();
        var hidden = await Create("south");
        var porter = _app.As(Tenant, "Porter", "Seller").WithId("anna").WithClaims(c => c.With("crm:regions", ["north"]));

        foreach (var attempt in new Func<Task>[]
        {
            () => Anna.Delete<Deal>(hidden.Id), () => Anna.History<Deal>(hidden.Id), () => Anna.Write(new Praise(hidden.Id, "x")),
            () => porter.Write(new PassFirst(hidden.Id)), () => ReadAll(Anna.Stream<string>(new WatchGate(hidden.Id))),
        })
        {
            var denial = await DenialOf<NotFoundException>(attempt());

            (denial.Kind, denial.Entity, denial.Record).ShouldBe((DenialKind.RowRule, "deal", hidden.Id.ToString()));
            denial.Rules.ShouldBe(
            [
                new RuleVerdict("roles Manager", false, $"The caller has only the roles {string.Join(", ", denial.Caller!.Roles)}."),
                new RuleVerdict("roles Seller where user.Claims.Texts(\"crm:regions\").Contains(deal.Region)", false, "It does not hold for the record."),
            ]);
        }

        _log.Of(3).Count.ShouldBe(5);
        (await Anna.Delete<Deal>(Guid.CreateVersion7()).ShouldFail<NotFoundException>()).Denial.ShouldBeNull();
        _log.Of(3).Count.ShouldBe(5);
    }

    [Fact]
    public async Task A_query_that_answers_with_nothing_says_so_in_the_log()
    {
        await StartAll();
        var hidden = await Create("south");

        (await Anna.Detail<Deal>(hidden.Id)).ShouldBeNull();
        (await Anna.Detail<Deal>(hidden.Id, asOfVersion: new StreamVersion(1))).ShouldBeNull();
        (await Anna.Detail<Deal>(Guid.CreateVersion7())).ShouldBeNull();

        _log.Of(3).Select(e => (e["Handler"], e["Kind"], e["Record"])).ShouldBe(
            [("crm:query:deal:detail", "RowRule", hidden.Id.ToString()), ("crm:query:deal:detail", "RowRule", hidden.Id.ToString())]);
    }

    [Fact]
    public async Task A_claim_that_is_missing_is_named()
    {
        await StartAll();
        var hidden = await Create("south");

        var denial = await DenialOf<NotFoundException>(_app.As(Tenant, "Seller").Delete<Deal>(hidden.Id));

        denial.Rules[1].Why.ShouldBe("It holds for no record of this caller. The caller has no claim 'crm:regions'.");
    }

    [Fact]
    public async Task A_record_that_the_caller_may_not_write_as_it_is_or_as_it_would_be()
    {
        await StartAll();
        var theirs = await Create("north", "ben");
        var mine = await Create("north", "anna");

        var asItIs = await DenialOf<UnprocessableException>(Anna.Delete<Deal>(theirs.Id));
        var asItWouldBe = await DenialOf<UnprocessableException>(Anna.Update(mine, d => d.SellerId = "ben"));

        (asItIs.Kind, asItIs.Record).ShouldBe((DenialKind.RowRule, theirs.Id.ToString()));
        asItIs.Rules.Select(r => r.Rule).ShouldBe(
            ["roles Manager", "roles Seller where deal.SellerId == user.Id.Value", "roles Scout where deal.Region == user.Claims.Text(\"crm:home\")"]);
        asItIs.Rules[1].Why.ShouldBe("It does not hold for the record.");
        asItWouldBe.Rules[1].Why.ShouldBe("It does not hold for the record as it would be.");
        asItWouldBe.Rules.ShouldAllBe(r => !r.Admits);
    }

    [Fact]
    public async Task A_field_that_was_sent_or_changed()
    {
        await StartAll();
        var mine = await Create("north", "anna");

        var sent = await DenialOf<AccessDeniedException>(Anna.Update(mine, d => d.Remark = "x"));
        var changed = await DenialOf<AccessDeniedException>(Anna.Write(new NoteRemark(mine.Id, "x")));
        var inside = await DenialOf<AccessDeniedException>(Anna.WriteNamed(
            "crm:write:deal:update", $$$$"""{"id":"{{{{mine.Id}}}}","version":1,"changes":{"terms":{"text":"net","discount":50}}}"""));

        foreach (var denial in new[] { sent, changed })
        {
            (denial.Kind, denial.Entity, denial.Field).ShouldBe((DenialKind.FieldRule, "deal", "remark"));
            denial.Rules.ShouldBe([new RuleVerdict("roles Manager", false, "The caller has only the roles Seller.")]);
        }

        (inside.Field, inside.Record).ShouldBe(("terms.discount", mine.Id.ToString()));
    }

    [Fact]
    public async Task A_list_that_cannot_be_sorted_or_filtered_by_a_hidden_field()
    {
        await StartAll();

        var filtered = await DenialOf<ValidationFailedException>(Anna.List<Deal>(new { filter = new { field = "remark", op = "eq", value = "x" } }));
        var sorted = await DenialOf<ValidationFailedException>(Anna.List<Deal>(new { sort = "margin" }));

        (filtered.Kind, filtered.Field, filtered.Rules[0].Rule).ShouldBe((DenialKind.FieldRule, "remark", "roles Manager"));
        (sorted.Field, sorted.Rules[1].Admits, sorted.Rules[1].Why).ShouldBe(("margin", false, "It does not hold for all records."));
        (await Anna.List<Deal>(new { sort = "nonsense" }).ShouldFail<ValidationFailedException>()).Denial.ShouldBeNull();
    }

    [Fact]
    public async Task A_reference_to_a_hidden_record()
    {
        await StartAll();
        var hidden = await Create("south");

        var denial = await DenialOf<ValidationFailedException>(Anna.Create(new Visit { DealId = hidden.Id }));

        (denial.Kind, denial.Entity, denial.Record).ShouldBe((DenialKind.RowRule, "deal", hidden.Id.ToString()));
    }

    [Fact]
    public async Task A_switch_a_limit_and_a_transition()
    {
        await StartAll();
        var gate = await Anna.Create(new Gate());
        await Anna.Query<string>(new Knock());

        var closed = await DenialOf<FeatureDisabledException>(Anna.QueryNamed("closed:query:ask", "{}"));
        var limited = await DenialOf<RateLimitedException>(Anna.Query<string>(new Knock()));
        var locked = await DenialOf<UnprocessableException>(Anna.Update(gate, g => g.State = GateState.Locked));

        (closed.Kind, closed.Summary).ShouldBe((DenialKind.Toggle, "[feature 'closed' works] 'closed' is switched off for the caller's tenant."));
        (limited.Kind, limited.Summary).ShouldBe((DenialKind.RateLimit, "[1 in 1:00:00 per user+handler] It is used up."));
        (locked.Kind, locked.Field, locked.Rules[0].Rule).ShouldBe((DenialKind.Transition, "state", "from open to shut"));
        _log.Of(3).Select(e => e.Level).ShouldBe([LogLevel.Information, LogLevel.Debug, LogLevel.Information]);
    }

    [Fact]
    public async Task Another_tenants_record_is_explained_to_developers_only()
    {
        await StartAll();
        var theirs = await _app.As(OtherTenant, "Manager").Create(new Deal { Title = "theirs" });
        var developer = Keep(await _app.StartBeside(
            new TestAppOptions { Logger = _log, Configure = kumiko => kumiko.DenialSearch = DenialSearch.AcrossTenants }, new CrmFeature(), new GateFeature(), new ClosedFeature()));

        var inProduction = await _app.As(Tenant, "Manager").Delete<Deal>(theirs.Id).ShouldFail<NotFoundException>();
        var inDevelopment = await developer.As(Tenant, "Manager").Delete<Deal>(theirs.Id).ShouldFail<NotFoundException>();

        inProduction.Denial.ShouldBeNull();
        inDevelopment.Message.ShouldBe(inProduction.Message);
        var denial = inDevelopment.Denial.ShouldNotBeNull();
        (denial.Kind, denial.Record).ShouldBe((DenialKind.Tenant, theirs.Id.ToString()));
        denial.Rules.ShouldBe([new RuleVerdict("records belong to one tenant", false, $"The record belongs to the tenant {OtherTenant}; the caller acts in {Tenant}.")]);
    }

    [Fact]
    public async Task In_a_batch_and_in_a_nested_command_it_is_the_same_and_a_repetition_has_none()
    {
        await StartAll();
        var hidden = await Create("south");
        (string, string)[] calls = [("crm:write:campaign:create", """{"title":"a"}"""), ("crm:write:deal:delete", $$"""{"id":"{{hidden.Id}}"}""")];

        var first = await Anna.Batch("once", calls);
        var again = await Anna.Batch("once", calls);

        first.Error!.Denial.ShouldNotBeNull().Handler.ShouldBe("crm:write:deal:delete");
        (again.IsReplay, again.Error!.Code, again.Error.Denial).ShouldBe((true, "not_found", null));
        _log.Of(3).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Nothing_that_a_record_holds_stands_in_it()
    {
        await StartAll();
        var mine = await Create("north", "anna");
        var hidden = await Create("south", "ben");

        await DenialOf<UnprocessableException>(Anna.Update(mine, d => d.SellerId = "a secret seller"));
        await DenialOf<NotFoundException>(Anna.Delete<Deal>(hidden.Id));

        _log.All.ShouldNotContain(e => e.Message.Contains("secret") || e.Message.Contains("south") || e.Message.Contains("ben"));
    }

    private TestUser Anna => _app.As(Tenant, "Seller").WithId("anna").WithClaims(c => c.With("crm:regions", ["north"]));

    private async Task StartAll() => _app = await Start(new TestAppOptions { Logger = _log }, new CrmFeature(), new GateFeature(), new ClosedFeature());

    private Task<Deal> Create(string region, string? seller = null) =>
        _app.As(Tenant, "Manager").Create(new Deal { Title = "a deal", Region = region, SellerId = seller, Terms = new Terms { Text = "net" } });

    private static async Task<Denial> DenialOf<TException>(Task attempt)
        where TException : KumikoException => (await attempt.ShouldFail<TException>()).Denial.ShouldNotBeNull();

    private static async Task ReadAll<T>(IAsyncEnumerable<T> items)
    {
        await foreach (var _ in items)
        {
        }
    }
}
