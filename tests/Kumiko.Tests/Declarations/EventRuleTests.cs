using System.Text.Json.Nodes;

namespace Kumiko.Tests.Declarations;

/// <summary>Versions of events: every stored one can be read, by exactly one way.</summary>
public class EventRuleTests : DeclarationTest
{
    [Theory, Breaks("KUM4001")]
    [InlineData(0)]
    [InlineData(-1)]
    public void An_event_whose_version_is_below_one_is_reported(int version) =>
        Problem(r => r.DefineEvent<Paid>("paid", version)).Member.ShouldBe("paid");

    [Fact, Keeps("KUM4001"), Keeps("KUM4002"), Keeps("KUM4003"), Keeps("KUM4004"), Keeps("KUM4005")]
    public void An_event_with_a_migration_for_each_step_is_fine()
    {
        var definition = Fine(r =>
        {
            r.EventMigration<Paid>(from: 2, to: 3, json => json);
            r.EventMigration<Paid>(from: 1, to: 2, m => m.Rename("a", "b").Rename("b", "a").Default("c", 1).Map("c", c => c));
            r.DefineEvent<Paid>("paid", version: 4);
            r.EventMigration<Paid, OldPaid, Paid>(from: 3, to: 4, old => new Paid(old.Euros));
        }).FindEvent(typeof(Paid))!;
        definition.Version.ShouldBe(4);
        Fine(r => r.DefineEvent<Paid>("paid")).FindEvent("shop:event:paid")!.Version.ShouldBe(1);
    }

    [Theory, Breaks("KUM4002")]
    [InlineData(1, 3)]
    [InlineData(2, 1)]
    [InlineData(1, 1)]
    public void A_migration_that_is_not_one_step_is_reported(int from, int to) => Problem(r =>
    {
        r.DefineEvent<Paid>("paid", version: 2);
        r.EventMigration<Paid>(1, 2, json => json);
        r.EventMigration<Paid>(from, to, json => json);
    }).Message.ShouldContain($"from version {from} to {to}");

    [Fact, Breaks("KUM4002")]
    public void A_migration_from_below_one_is_reported() => Problem(r =>
    {
        r.DefineEvent<Paid>("paid");
        r.EventMigration<Paid>(0, 1, json => json);
    });

    [Fact, Breaks("KUM4002")]
    public void A_step_that_is_declared_twice_is_reported() => Problem(r =>
    {
        r.DefineEvent<Paid>("paid", version: 2);
        r.EventMigration<Paid>(1, 2, json => json);
        r.EventMigration<Paid>(1, 2, m => m.Rename("a", "b"));
    });

    [Theory, Breaks("KUM4003")]
    [InlineData(1, 2, "from version 2 to 3")]
    [InlineData(2, 3, "from version 1 to 2")]
    public void A_missing_step_is_reported(int from, int to, string missing) => Problem(r =>
    {
        r.DefineEvent<Paid>("paid", version: 3);
        r.EventMigration<Paid>(from, to, json => json);
    }).Message.ShouldContain(missing);

    [Fact, Breaks("KUM4003")]
    public void A_step_beyond_the_declared_version_is_reported() => Problem(r =>
    {
        r.DefineEvent<Paid>("paid", version: 2);
        r.EventMigration<Paid>(1, 2, json => json);
        r.EventMigration<Paid>(2, 3, json => json);
    }).Message.ShouldContain("version 3");

    [Fact, Breaks("KUM4004")]
    public void A_migration_of_an_event_that_nobody_declares_is_reported() =>
        Problem(r => r.EventMigration<Paid>(1, 2, json => json)).Member.ShouldBe("Paid");

    [Fact, Breaks("KUM4004")]
    public void A_migration_of_an_event_of_another_feature_is_reported()
    {
        var problem = Problem(
            Named("orders", r =>
            {
                r.DefineEvent<Paid>("paid", version: 2);
                r.EventMigration<Paid>(1, 2, json => json);
            }),
            Shop(r =>
            {
                r.Requires("orders");
                r.EventMigration<Paid>(1, 2, Task<JsonObject> (json, _) => Task.FromResult(json));
            }));
        problem.Feature.ShouldBe("shop");
    }

    [Theory, Breaks("KUM4005")]
    [InlineData("from")]
    [InlineData("to")]
    [InlineData("default")]
    [InlineData("map")]
    [InlineData("blank")]
    public void A_name_that_is_meant_twice_or_blank_is_reported(string kind) => Problem(r =>
    {
        r.DefineEvent<Paid>("paid", version: 2);
        r.EventMigration<Paid>(1, 2, m => _ = kind switch
        {
            "from" => m.Rename("a", "b").Rename("a", "c"),
            "to" => m.Rename("a", "c").Rename("b", "c"),
            "default" => m.Default("a", 1).Default("a", 2),
            "map" => m.Map("a", v => v).Map("a", v => v),
            _ => m.Rename("a", " "),
        });
    });

    [Fact, Breaks("KUM2018")]
    public void A_typed_migration_from_a_class_that_cannot_be_made_is_reported() => Problem(r =>
    {
        r.DefineEvent<Paid>("paid", version: 2);
        r.EventMigration<Paid, Unmade, Paid>(1, 2, _ => new Paid(1));
    });

    public sealed record Paid(int Amount);

    public sealed record OldPaid(int Euros);

    public abstract record Unmade(int Euros);
}
