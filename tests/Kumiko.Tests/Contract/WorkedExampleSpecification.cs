using Kumiko.Testing;
using Kumiko.Tests.Apps;
using Kumiko.Tests.Toggles;
using Kumiko.Tests.Transitions;

namespace Kumiko.Tests.Contract;

public sealed class SqliteWorkedExampleTests(SqliteSource source) : WorkedExampleSpecification(source), IClassFixture<SqliteSource>;

public sealed class PostgresWorkedExampleTests(PostgresSource source) : WorkedExampleSpecification(source), IClassFixture<PostgresSource>;

/// <summary>Small examples that say at once how the rules of one concept play together.</summary>
public abstract class WorkedExampleSpecification(DatabaseSource source) : AppSpecification(source)
{
    [Fact]
    public async Task Ownership_is_the_union_over_the_roles_when_reading()
    {
        var app = await Start(new ExampleFeature());
        foreach (var region in new[] { "n", "s", "w" })
        {
            await app.As(Tenant, "Manager").Create(new Lead { Region = region });
        }

        (await Regions(Named(app.As(Tenant, "Sales"), "n", "s"))).ShouldBe(["n", "s"], ignoreOrder: true);
        (await Regions(app.As(Tenant, "Sales"))).ShouldBe([], ignoreOrder: true);
        (await Regions(Named(app.As(Tenant, "Sales", "Manager"), "n"))).ShouldBe(["n", "s", "w"], ignoreOrder: true);
        (await Regions(app.As(Tenant, "Support"))).ShouldBe([], ignoreOrder: true);
    }

    [Fact]
    public async Task A_write_needs_one_role_that_accepts_the_old_record_and_the_new_one()
    {
        var app = await Start(new ExampleFeature());
        var both = app.As(Tenant, "Owner", "Team").WithId("anna").WithClaims(c => c.With("example:team", "red"));
        var mine = await both.Create(new Lead { Region = "n", OwnerId = "anna", TeamId = "blue" });

        var failure = await both.Update(mine, l => (l.OwnerId, l.TeamId) = ("bert", "red")).ShouldFail<UnprocessableException>();

        failure.Details!["reason"].ShouldBe("ownership_denied");
        await both.Update(mine, l => l.TeamId = "red");
    }

    [Fact]
    public async Task States_follow_each_other_as_declared_and_a_record_may_begin_in_any()
    {
        var user = (await Start(new ExampleFeature())).As(Tenant, "Manager");

        var paid = await user.Create(new Bill { State = BillState.Paid });
        await user.Update(paid, b => b.State = BillState.Draft).ShouldBeRefused("state", "paid", "draft");
        var sent = await user.Update(await user.Create(new Bill()), b => b.State = BillState.Sent);
        await user.WriteNamed("example:write:bill:update", $$"""{"id":"{{sent.Id}}","version":{{sent.Version.Value}},"changes":{"state":"sent"} }""")
            .ShouldBeRefused("state", "sent", "sent", "paid");
    }

    [Fact]
    public async Task A_feature_whose_requirement_is_off_is_off_itself()
    {
        var app = await Start(OfficeFeatures.All(Toggle.Off));

        app.Registry.Warnings.ShouldContain(w => w.Rule.Id == "KUM5021" && w.Feature == "reports");
        var failure = await app.As(Tenant, "Clerk").Create(new OfficeFeatures.Report { Title = "a" }).ShouldFail<FeatureDisabledException>();
        (failure.Status, failure.Code).ShouldBe((403, "feature_disabled"));
    }

    [Fact]
    public async Task Totals_are_computed_here_and_compared_with_the_amount_when_it_is_sent()
    {
        var user = (await Start(new ExampleFeature())).As(Tenant, "Manager");
        var order = await user.Create(new Order { Amount = Euro(7), Lines = [new() { Price = Euro(3) }, new() { Price = Euro(4) }] });

        order.Amount.ShouldBe(Euro(7));
        await user.Create(new Order { Amount = Euro(8), Lines = [new() { Price = Euro(3) }, new() { Price = Euro(4) }] }).ShouldBeInvalid("lines", IssueCodes.InvalidValue);
        await user.Create(new Order { Lines = [new() { Price = Euro(3) }] });
    }

    [Fact]
    public async Task Visitors_are_not_everyone_who_is_signed_in()
    {
        var app = await Start(new ExampleFeature());

        (await app.Anonymous(Tenant).QueryNamed("example:query:lead:list", "{}").ShouldFail<AccessDeniedException>()).Status.ShouldBe(403);
        await app.As(Tenant, "Nobody").QueryNamed("example:query:lead:list", "{}");
    }

    [Fact]
    public async Task A_batch_that_fails_leaves_nothing_to_do_after_it_and_its_repetition_fails_alike()
    {
        var app = await Start(new ExampleFeature(), new TellingFeature());
        var user = app.As(Tenant, "Manager");
        (string, string)[] calls =
        [
            ("example:write:bill:create", """{"state":"draft"}"""), ("example:write:bill:create", """{"state":"lost"}"""),
            ("example:write:bill:create", """{"state":"draft"}"""),
        ];

        var first = await user.Batch("r-8", calls);
        var second = await user.Batch("r-8", calls);
        await app.DrainTasks();

        first.FailedIndex.ShouldBe(1);
        first.Error.ShouldBeOfType<ValidationFailedException>();
        second.IsReplay.ShouldBeTrue();
        (second.FailedIndex, second.Error!.Message, second.Error.Code).ShouldBe((1, first.Error.Message, first.Error.Code));
        (await user.List<Bill>()).Rows.ShouldBeEmpty();
        (await user.List<Lead>()).Rows.ShouldBeEmpty();

        await user.Batch("r-9", calls[0], calls[2]);
        await app.DrainTasks();

        (await user.List<Lead>()).Rows.Count.ShouldBe(2);
    }

    private static Money Euro(decimal amount) => Money.Of(amount, "EUR");

    private static TestUser Named(TestUser user, params string[] regions) => user.WithClaims(c => c.With("example:regions", regions));

    private static async Task<IEnumerable<string>> Regions(TestUser user) => (await user.List<Lead>()).Rows.Select(r => r.Region);

    public sealed class Lead : Entity
    {
        public required string Region { get; set; }

        public string? OwnerId { get; set; }

        public string? TeamId { get; set; }
    }

    public enum BillState { Draft, Sent, Paid }

    public sealed class Bill : Entity
    {
        public BillState State { get; set; }
    }

    public sealed class Order : Entity
    {
        public Money? Amount { get; set; }

        public List<OrderLine> Lines { get; set; } = [];
    }

    public sealed class OrderLine
    {
        public Money? Price { get; set; }
    }

    private sealed class ExampleFeature : Feature
    {
        public override string Name => "example";

        protected override void Define(FeatureBuilder r)
        {
            r.Entity<Lead>(e => e
                .ReadableBy("Manager")
                .ReadableBy("Sales", (l, user) => user.Claims.Texts("example:regions").Contains(l.Region))
                .ReadableBy("Owner", (l, user) => l.OwnerId == user.Id.Value)
                .ReadableBy("Team", (l, user) => user.Claims.Texts("example:team").Contains(l.TeamId))
                .WritableBy("Manager")
                .WritableBy("Owner", (l, user) => l.OwnerId == user.Id.Value)
                .WritableBy("Team", (l, user) => user.Claims.Texts("example:team").Contains(l.TeamId)));
            r.Entity<Bill>(e => e.Transitions(b => b.State, s => s
                .From(BillState.Draft).To(BillState.Sent)
                .From(BillState.Sent).To(BillState.Paid)));
            r.Entity<Order>(e => e.DefaultCurrency("EUR").TotalsMatch(o => o.Lines, l => l.Price, o => o.Amount));
            r.Crud<Lead>(write: Kumiko.Access.SignedIn, read: Kumiko.Access.SignedIn);
            r.Crud<Bill>(write: Kumiko.Access.SignedIn, read: Kumiko.Access.SignedIn);
            r.Crud<Order>(write: Kumiko.Access.SignedIn, read: Kumiko.Access.SignedIn);
        }
    }

    /// <summary>Writes a lead for every bill, after the commit.</summary>
    private sealed class TellingFeature : Feature
    {
        public override string Name => "telling";

        protected override void Define(FeatureBuilder r)
        {
            r.Requires("example");
            r.EntityHook<Bill>(h => h.PostSave(
                HookPhase.AfterCommit("tell"), async (_, ctx) => await ctx.Create(new Lead { Region = "told" })));
        }
    }
}
