namespace Kumiko.Tests.Declarations;

/// <summary>What is said of states fits the field, and can happen.</summary>
public class TransitionRuleTests : DeclarationTest
{
    public enum Phase { First, Second, Third }

    [Fact, Breaks("KUM2060")]
    public void Transitions_of_something_that_is_no_field_are_reported() =>
        Problem(r => r.Entity<Plan>(e => e.Transitions(p => p.Next, s => s.From(Phase.First).To(Phase.Second)))).Member.ShouldBe("Plan.Next");

    [Fact, Breaks("KUM2060")]
    public void Transitions_of_a_text_without_options_are_reported() =>
        Problem(r => r.Entity<Plan>(e => e.Transitions(p => p.Name, s => s.From("a").To("b")))).Member.ShouldBe("Plan.Name");

    [Fact, Breaks("KUM2060")]
    public void Transitions_of_an_expression_are_reported() =>
        Problem(r => r.Entity<Plan>(e => e.Transitions(p => p.Name + "!", s => s.From("a").To("b")))).Message.ShouldContain("'?'");

    [Fact, Keeps("KUM2060"), Keeps("KUM2061"), Keeps("KUM2062"), Keeps("KUM2063"), Keeps("KUM2064"), Keeps("KUM2065")]
    public void Each_field_with_options_may_have_transitions_of_its_own() => Fine(r => r.Entity<Plan>(e => e
        .Transitions(p => p.Phase, s => s.Starts(Phase.First).From(Phase.First).To(Phase.First, Phase.Second).From(Phase.Second).To(Phase.First))
        .Transitions(p => p.Maybe, s => s.From(Phase.First).To(Phase.Third).From(Phase.Second).To(Phase.Third))
        .Transitions(p => p.Colour, s => s.Starts("red").From("red").To("blue")))).Entities[0].StateMachines.Count.ShouldBe(3);

    [Fact, Breaks("KUM2061")]
    public void A_state_that_is_no_option_is_reported() =>
        Problem(r => r.Entity<Plan>(e => e.Transitions(p => p.Colour, s => s.From("green").To("blue")))).Message.ShouldContain("'green'");

    [Fact, Breaks("KUM2061")]
    public void A_target_that_is_no_option_is_reported() =>
        Problem(r => r.Entity<Plan>(e => e.Transitions(p => p.Phase, s => s.From(Phase.First).To((Phase)7)))).Message.ShouldContain("'7'");

    [Fact, Breaks("KUM2061")]
    public void A_start_that_is_no_option_is_reported() =>
        Problem(r => r.Entity<Plan>(e => e.Transitions(p => p.Colour, s => s.Starts("Red").From("red").To("blue")))).Message.ShouldContain("'Red'");

    [Fact, Breaks("KUM2062")]
    public void What_follows_a_state_is_declared_once() => Problem(r => r.Entity<Plan>(e => e.Transitions(p => p.Phase, s => s
        .From(Phase.First).To(Phase.Second).From(Phase.First).To(Phase.Third)))).Message.ShouldContain("'first'");

    [Fact, Breaks("KUM2062")]
    public void A_target_is_named_once() =>
        Problem(r => r.Entity<Plan>(e => e.Transitions(p => p.Phase, s => s.From(Phase.First).To(Phase.Second, Phase.Second)))).Message.ShouldContain("'second'");

    [Fact, Breaks("KUM2062")]
    public void A_start_is_named_once() => Problem(r => r.Entity<Plan>(e => e.Transitions(p => p.Phase, s => s
        .Starts(Phase.First, Phase.First).From(Phase.First).To(Phase.Second)))).Message.ShouldContain("as a start");

    [Fact, Breaks("KUM2062")]
    public void A_field_has_its_transitions_in_one_place() => Problem(r => r.Entity<Plan>(e => e
        .Transitions(p => p.Phase, s => s.From(Phase.First).To(Phase.Second))
        .Transitions(p => p.Phase, s => s.From(Phase.Second).To(Phase.Third)))).Member.ShouldBe("Plan.Phase");

    [Fact, Breaks("KUM2063")]
    public void A_from_without_a_to_is_reported() => Problem(r => r.Entity<Plan>(e => e.Transitions(p => p.Phase, s =>
    {
        s.From(Phase.First).To(Phase.Second);
        s.From(Phase.Second);
    }))).Message.ShouldContain("'second'");

    [Fact, Breaks("KUM2063")]
    public void Transitions_without_any_transition_are_reported() =>
        Problem(r => r.Entity<Plan>(e => e.Transitions(p => p.Phase, s => s.Starts(Phase.First)))).Message.ShouldBe("No state is ever left.");

    [Fact, Breaks("KUM2064")]
    public void An_initial_value_that_is_no_start_is_reported() => Problem(r => r.Entity<Plan>(e => e.Transitions(p => p.Phase, s => s
        .Starts(Phase.Second).From(Phase.Second).To(Phase.First)))).Message.ShouldContain("'first'");

    [Fact, Breaks("KUM2065")]
    public void A_state_that_nothing_leads_to_is_reported() => Problem(r => r.Entity<Plan>(e => e.Transitions(p => p.Phase, s => s
        .Starts(Phase.First).From(Phase.First).To(Phase.Third).From(Phase.Second).To(Phase.First)))).Message.ShouldContain("'second'");

    [Fact, Keeps("KUM2065"), Keeps("KUM2066")]
    public void A_command_that_skips_the_guard_may_lead_anywhere() => Fine(r =>
    {
        r.Entity<Plan>(e => e.Transitions(p => p.Phase, s => s
            .Starts(Phase.First).From(Phase.First).To(Phase.Third).From(Phase.Second).To(Phase.First)));
        r.WriteHandler<Import>("plan:import", Access.SignedIn, (_, _) => Task.CompletedTask).UnsafeSkipTransitionGuard("plans of the old system");
    }).Entities[0].StateMachines.Count.ShouldBe(1);

    [Fact, Breaks("KUM2066")]
    public void Skipping_without_a_reason_is_reported() => Problem(r =>
    {
        r.Entity<Plan>(e => e.Transitions(p => p.Phase, s => s.From(Phase.First).To(Phase.Second)));
        r.WriteHandler<Import>("plan:import", Access.SignedIn, (_, _) => Task.CompletedTask).UnsafeSkipTransitionGuard(" ");
    }).Member.ShouldBe("plan:import");

    [Fact, Breaks("KUM2066")]
    public void Skipping_in_a_query_is_reported() => Problem(r =>
    {
        r.Entity<Plan>(e => e.Transitions(p => p.Phase, s => s.From(Phase.First).To(Phase.Second)));
        r.QueryHandler<Import>("plan:all", Access.SignedIn, (_, _) => Task.FromResult<object?>(null)).UnsafeSkipTransitionGuard("why not");
    }).Message.ShouldContain("query");

    [Fact, Breaks("KUM2066")]
    public void Skipping_where_nothing_is_guarded_is_reported() => Problem(r =>
        r.WriteHandler<Import>("plan:import", Access.SignedIn, (_, _) => Task.CompletedTask).UnsafeSkipTransitionGuard("why not"))
        .Message.ShouldContain("No entity");

    [Fact, Breaks("KUM2066")]
    public void Skipping_in_a_decision_is_reported() => Problem(r =>
    {
        r.Entity<Plan>(e => e.Transitions(p => p.Phase, s => s.From(Phase.First).To(Phase.Second)));
        r.DefineEvent<Drawn>("drawn");
        r.Aggregate<Drawing>("drawing", a => a.On<Drawn>((drawing, _) => drawing));
        r.Decide<Import, Drawing>("drawing:draw", Access.SignedIn, c => c.Id, (_, _) => []).UnsafeSkipTransitionGuard("why not");
    }).Message.ShouldContain("decision");

    public sealed record Import(Guid Id);

    public sealed record Drawn(int Lines);

    public sealed class Drawing
    {
        public int Lines { get; set; }
    }

    public sealed class Plan : Entity
    {
        public string? Name { get; set; }

        public Phase Phase { get; set; } = Phase.First;

        public Phase? Maybe { get; set; }

        [Select("red", "blue")]
        public string Colour { get; set; } = "red";

        public Phase Next => Phase + 1;
    }
}
