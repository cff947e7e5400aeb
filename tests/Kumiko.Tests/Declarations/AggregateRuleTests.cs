namespace Kumiko.Tests.Declarations;

/// <summary>Aggregates: what is folded is there, and begins somewhere.</summary>
public class AggregateRuleTests : DeclarationTest
{
    [Fact, Keeps("KUM4011"), Keeps("KUM4012"), Keeps("KUM4013"), Keeps("KUM4014"), Keeps("KUM4015"), Keeps("KUM4016")]
    public void Aggregates_over_declared_events_are_fine()
    {
        var registry = Fine(r =>
        {
            r.DefineEvent<Paid>("paid");
            r.Entity<Order>();
            r.Aggregate<Till>("till", a => a.On<Paid>((s, _) => s).Snapshot(every: 1));
            r.Aggregate<Started>("started", a => a.StartWith(() => new Started(1)).On<Paid>((s, _) => s));
            r.Aggregate<OrderStory>("order-story", a => a.From<Order>().On<Created<Order>>((s, _) => s).On<Paid>((s, _) => s));
            r.Decide<Pay, Till>("till:pay", Access.SignedIn, c => c.Id, (_, _) => [new Paid(1)]);
        });
        registry.Aggregates.Select(a => a.Name).ShouldBe(["till", "started", "order-story"]);
        registry.Aggregates.Select(a => a.StreamType).ShouldBe(["till", "started", "order"]);
        registry.FindHandler("shop:write:till:pay").ShouldNotBeNull();
    }

    [Fact, Breaks("KUM4011")]
    public void Two_aggregates_with_one_name_are_reported() => Problem(r =>
    {
        r.DefineEvent<Paid>("paid");
        r.Aggregate<Till>("till", a => a.On<Paid>((s, _) => s));
        r.Aggregate<OrderStory>("till", a => a.On<Paid>((s, _) => s));
    });

    [Fact, Breaks("KUM4011")]
    public void Two_aggregates_with_one_state_are_reported() => Problem(r =>
    {
        r.DefineEvent<Paid>("paid");
        r.Aggregate<Till>("till", a => a.On<Paid>((s, _) => s));
        r.Aggregate<Till>("till-again", a => a.On<Paid>((s, _) => s));
    });

    [Fact, Breaks("KUM4011")]
    public void An_aggregate_with_the_name_of_an_entity_is_reported() => Problem(r =>
    {
        r.DefineEvent<Paid>("paid");
        r.Entity<Order>();
        r.Aggregate<Till>("order", a => a.On<Paid>((s, _) => s));
    });

    [Fact, Breaks("KUM4012")]
    public void An_aggregate_that_takes_in_nothing_is_reported() => Problem(r => r.Aggregate<Till>("till", _ => { }));

    [Fact, Breaks("KUM4012")]
    public void An_aggregate_over_an_unknown_event_is_reported() => Problem(r => r.Aggregate<Till>("till", a => a.On<Paid>((s, _) => s)));

    [Fact, Breaks("KUM4012")]
    public void An_aggregate_over_an_event_of_a_feature_that_is_not_required_is_reported() => Problem(
        Named("orders", r => r.DefineEvent<Paid>("paid")), Shop(r => r.Aggregate<Till>("till", a => a.On<Paid>((s, _) => s))));

    [Fact, Breaks("KUM4012")]
    public void An_event_that_is_taken_in_twice_is_reported() => Problem(r =>
    {
        r.DefineEvent<Paid>("paid");
        r.Aggregate<Till>("till", a => a.On<Paid>((s, _) => s).On<Paid>((s, _) => s));
    });

    [Fact, Breaks("KUM4012")]
    public void The_life_of_an_entity_whose_streams_are_not_folded_is_reported() => Problem(r =>
    {
        r.Entity<Order>();
        r.Aggregate<Till>("till", a => a.On<Created<Order>>((s, _) => s));
    }).Mend.ShouldContain("From<Order>()");

    [Fact, Breaks("KUM4012")]
    public void An_aggregate_over_an_unknown_entity_is_reported() => Problem(r =>
    {
        r.DefineEvent<Paid>("paid");
        r.Aggregate<Till>("till", a => a.From<Order>().On<Paid>((s, _) => s));
    });

    [Fact, Breaks("KUM4013")]
    public void A_state_that_cannot_be_made_is_reported() => Problem(r =>
    {
        r.DefineEvent<Paid>("paid");
        r.Aggregate<Started>("till", a => a.On<Paid>((s, _) => s));
    });

    [Theory, Breaks("KUM4014")]
    [InlineData(0, 1)]
    [InlineData(-5, 1)]
    [InlineData(10, 0)]
    public void An_impossible_interval_of_snapshots_is_reported(int every, int version) => Problem(r =>
    {
        r.DefineEvent<Paid>("paid");
        r.Aggregate<Till>("till", a => a.On<Paid>((s, _) => s).Snapshot(every, version));
    });

    [Fact, Breaks("KUM4015")]
    public void Snapshots_of_an_aggregate_that_shows_records_are_reported() => Problem(r =>
    {
        r.Entity<Order>();
        r.Aggregate<OrderStory>("order-story", a => a.From<Order>().On<Created<Order>>((s, _) => s).Snapshot(every: 10));
    });

    [Fact, Breaks("KUM4016")]
    public void A_decision_over_no_aggregate_is_reported() =>
        Problem(r => r.Decide<Pay, Till>("till:pay", Access.SignedIn, c => c.Id, (_, _) => [])).Member.ShouldBe("till:pay");

    public sealed record Paid(int Amount);

    public sealed record Pay(Guid Id);

    public sealed record Till;

    public sealed record Started(int At);

    public sealed record OrderStory;

    public sealed class Order : Entity
    {
        public string? Number { get; set; }
    }
}
