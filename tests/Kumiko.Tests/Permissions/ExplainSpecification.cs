using System.Text.Json.Nodes;
using Kumiko.Testing;
using Kumiko.Tests.Apps;

namespace Kumiko.Tests.Permissions;

/// <summary>Operators ask which rule admits or refuses somebody. What they hear is what happens.</summary>
public abstract class ExplainSpecification(DatabaseSource source) : AppSpecification(source)
{
    private TestApp _app = null!;

    [Fact]
    public async Task Who_may_call_a_handler()
    {
        await StartAll();

        var yes = await Ask(new ExplainAccess(Tenant.Value, "ann", ["Porter"], "gates:write:gate:pass-first"));
        var no = await Ask(new ExplainAccess(Tenant.Value, "ann", ["Clerk"], "gates:write:gate:pass-first"));
        var off = await Ask(new ExplainAccess(Tenant.Value, "ann", ["Clerk"], "closed:query:ask"));

        (yes.Admits, Kinds(yes)).ShouldBe((true, "Toggle HandlerRule"));
        (no.Admits, Kinds(no)).ShouldBe((false, "Toggle HandlerRule"));
        no.Steps[^1].Rules.ShouldBe([new RuleVerdict("roles Porter", false, "The caller has only the roles Clerk.")]);
        (off.Admits, Kinds(off)).ShouldBe((false, "Toggle"));
    }

    [Fact]
    public async Task Who_may_read_and_write_a_record_and_its_fields()
    {
        await StartAll();
        var deal = await _app.As(Tenant, "Manager").Create(new Deal { Title = "a", Region = "north", SellerId = "ben" });
        var anna = new ExplainAccess(Tenant.Value, "anna", ["Seller"], Entity: "deal", Record: deal.Id, Claims: new JsonObject { ["crm:regions"] = new JsonArray("north") });

        var read = await Ask(anna);
        var write = await Ask(anna with { Operation = AccessOperation.Write });
        var update = await Ask(anna with { Entity = null, Handler = "crm:write:deal:update" });
        var elsewhere = await Ask(anna with { Claims = null });

        (read.Admits, Kinds(read)).ShouldBe((true, "RowRule"));
        read.Steps[0].Rules.Select(r => r.Admits).ShouldBe([false, true]);
        read.Fields.Select(f => (f.Field, f.Admits)).ShouldBe([("margin", false), ("remark", false), ("heading", true)]);
        (write.Admits, Kinds(write), write.Fields.Count).ShouldBe((false, "RowRule RowRule", 0));
        write.Steps[1].Rules[1].Why.ShouldBe("It does not hold for the record.");
        (update.Admits, Kinds(update)).ShouldBe((false, "Toggle HandlerRule RowRule RowRule"));
        (elsewhere.Admits, elsewhere.Steps[0].Rules[1].Why).ShouldBe((false, "It holds for no record of this caller. The caller has no claim 'crm:regions'."));
    }

    [Fact]
    public async Task What_it_says_is_what_happens()
    {
        await StartAll();
        foreach (var (region, seller) in new[] { ("north", "anna"), ("north", "ben"), ("south", "anna") })
        {
            var deal = await _app.As(Tenant, "Manager").Create(new Deal { Title = "a", Region = region, SellerId = seller });
            foreach (var roles in new string[][] { ["Manager"], ["Seller"], ["Scout"], [] })
            {
                var user = _app.As(Tenant, roles).WithId("anna").WithClaims(c => c.With("crm:regions", ["north"]).With("crm:home", "north"));
                var question = new ExplainAccess(Tenant.Value, "anna", roles, Entity: "deal", Record: deal.Id,
                    Claims: new JsonObject { ["crm:regions"] = new JsonArray("north"), ["crm:home"] = "north" });

                (await Ask(question)).Admits.ShouldBe(await user.Detail<Deal>(deal.Id) is not null);
                (await Ask(question with { Operation = AccessOperation.Write })).Admits.ShouldBe(
                    (await user.Batch(null, ("crm:write:deal:update", $$$"""{"id":"{{{deal.Id}}}","version":1,"changes":{"title":"a"}}"""))).IsSuccess);
            }
        }
    }

    [Fact]
    public async Task A_record_of_another_tenant_or_of_the_system()
    {
        await StartAll();
        var theirs = await _app.As(OtherTenant, "Manager").Create(new Deal { Title = "theirs" });
        var shared = await _app.As(TenantId.System, "Manager").Create(new Deal { Title = "shared" });
        var question = new ExplainAccess(Tenant.Value, "ann", ["Manager"], Entity: "deal", Record: theirs.Id);

        var other = await Ask(question);
        var readShared = await Ask(question with { Record = shared.Id });
        var writeShared = await Ask(question with { Record = shared.Id, Operation = AccessOperation.Write });

        (other.Admits, Kinds(other)).ShouldBe((false, "Tenant"));
        (readShared.Admits, Kinds(readShared)).ShouldBe((true, "RowRule"));
        (writeShared.Admits, writeShared.Steps[0].Rules[0].Why).ShouldBe((false, "The record belongs to the system tenant."));
    }

    [Fact]
    public async Task What_is_not_there_or_not_asked_for_is_said()
    {
        await StartAll();
        var question = new ExplainAccess(Tenant.Value, "ann", []);

        (await Ask(question with { Handler = "no:query:such" }).ShouldFail<NotFoundException>()).Reason.ShouldBe("handler_not_found");
        (await Ask(question with { Entity = "nothing" }).ShouldFail<NotFoundException>()).Reason.ShouldBe("entity_not_found");
        (await Ask(question with { Entity = "deal", Record = Guid.NewGuid() }).ShouldFail<NotFoundException>()).Reason.ShouldBe("deal_not_found");
        await Ask(question).ShouldBeInvalid("handler", IssueCodes.InvalidType);
        await Ask(question with { Handler = "closed:query:ask", Record = Guid.NewGuid() }).ShouldBeInvalid("entity", IssueCodes.InvalidType);
    }

    [Fact]
    public async Task Nobody_but_operators_may_ask()
    {
        await StartAll();

        var denial = (await _app.As(Tenant, "Manager").Query<AccessExplanation>(new ExplainAccess(Tenant.Value, "ann", [], Entity: "deal")).ShouldFail<AccessDeniedException>()).Denial;

        denial.ShouldNotBeNull().Rules[0].Rule.ShouldBe("roles SystemAdmin");
    }

    private Task<AccessExplanation> Ask(ExplainAccess question) => _app.As(Tenant, OperationsFeature.Role).Query<AccessExplanation>(question);

    private async Task StartAll() => _app = await Start(new CrmFeature(), new GateFeature(), new ClosedFeature(), new OperationsFeature());

    private static string Kinds(AccessExplanation explanation) => string.Join(' ', explanation.Steps.Select(s => s.Kind));
}
