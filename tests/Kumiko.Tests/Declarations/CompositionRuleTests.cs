namespace Kumiko.Tests.Declarations;

/// <summary>Features fit together: what one requires is there, and there is an order in which they can be set up.</summary>
public class CompositionRuleTests : DeclarationTest
{
    [Theory, Breaks("KUM3001")]
    [InlineData("system")]
    [InlineData("anonymous")]
    [InlineData("all")]
    [InlineData(" ")]
    [InlineData("")]
    public void A_rule_that_names_a_role_which_no_user_can_have_is_reported(string role)
    {
        var problem = Problem(r => r.QueryHandler<Ask>("ask", Access.Roles("Admin", role), Answer));
        problem.Member.ShouldBe("ask");
        problem.Message.ShouldContain($"'{role}'");
    }

    [Fact, Breaks("KUM3001")]
    public void A_bad_role_for_all_standard_commands_is_reported_once() =>
        Problem(r => r.Crud<Order>(Access.Roles("system"), Access.SignedIn)).Member.ShouldBe("Order");

    [Fact, Breaks("KUM3001")]
    public void A_bad_role_for_a_single_standard_command_is_reported() =>
        Problem(r => r.Crud<Order>(Access.SignedIn, Access.SignedIn, c => c.Allow(CrudVerb.Delete, Access.Roles("all"))));

    [Fact, Breaks("KUM3050")]
    public void A_rule_of_roles_that_names_none_is_reported()
    {
        Problem(r => r.QueryHandler<Ask>("ask", Access.Roles(), Answer)).Member.ShouldBe("ask");
        Problem(r => r.QueryHandler<Ask>("ask", Access.Anonymous.Or(Access.Roles()), Answer)).Message.ShouldContain("no role");
    }

    [Fact, Keeps("KUM3050")]
    public void Rules_for_everyone_for_visitors_and_for_those_who_signed_in_need_no_role()
    {
        foreach (var rule in new[] { Access.Anyone, Access.Anonymous, Access.SignedIn, Access.Anonymous.Or(Access.Roles("Clerk")) })
        {
            Fine(r => r.QueryHandler<Ask>("ask", rule, Answer));
        }
    }

    [Fact, Keeps("KUM3001")]
    public void The_registry_knows_the_roles_that_rules_name() => Fine(r =>
    {
        r.QueryHandler<Ask>("ask", Access.Roles("Reader", "Admin"), Answer);
        r.Crud<Order>(Access.Roles("Admin"), Access.SignedIn);
    }).Roles.ShouldBe(["Admin", "Reader"]);

    [Fact, Breaks("KUM5001")]
    public void A_required_feature_that_is_missing_is_reported_once()
    {
        var problem = Problem(Named("orders", r => r.Requires("customers", "customers")));
        problem.Feature.ShouldBe("orders");
        problem.Mend.ShouldContain("OptionalRequires(\"customers\")");
    }

    [Fact, Keeps("KUM5001")]
    public void An_optional_requirement_may_be_missing() => Fine(Named("orders", r => r.OptionalRequires("customers"))).Features.ShouldHaveSingleItem();

    [Fact, Breaks("KUM5002")]
    public void A_feature_that_requires_itself_is_reported() =>
        Problem(Named("a", r => r.Requires("a"))).Message.ShouldEndWith("a → a.");

    [Fact, Breaks("KUM5002")]
    public void Features_that_require_each_other_in_a_circle_are_reported_once() => Problem(
        Named("x", r => r.Requires("a")),
        Named("a", r => r.Requires("b")),
        Named("b", r => r.Requires("c")),
        Named("c", r => r.Requires("a"))).Message.ShouldEndWith("a → b → c → a.");

    [Fact]
    public void Two_circles_are_two_problems() => Problems(
        Named("a", r => r.Requires("b")), Named("b", r => r.Requires("a")),
        Named("c", r => r.Requires("d")), Named("d", r => r.Requires("c"))).Select(p => p.Feature).ShouldBe(["a", "c"]);

    [Fact, Keeps("KUM5002")]
    public void An_optional_requirement_does_not_close_a_circle() =>
        Fine(Named("a", r => r.OptionalRequires("b")), Named("b", r => r.Requires("a"))).Features.Select(f => f.Name).ShouldBe(["a", "b"]);

    [Fact, Keeps("KUM5002")]
    public void Many_layers_of_requirements_are_checked_at_once()
    {
        var names = Enumerable.Range(0, 60).Select(i => $"layer-{i}").ToArray();
        var features = names.Select((name, i) => Named(name, r => r.Requires(names[..i]))).Reverse().ToArray();
        Fine(features).Features.Select(f => f.Name).ShouldBe(names);
    }

    [Fact]
    public void Features_come_after_those_they_require_and_otherwise_in_the_order_in_which_they_were_added() => Fine(
        Named("d", r => r.Requires("b")), Named("a"), Named("c", r => r.OptionalRequires("d")), Named("b"))
        .Features.Select(f => f.Name).ShouldBe(["a", "b", "d", "c"]);

    private static Task<object?> Answer<TQuery>(TQuery query, QueryContext context) => Task.FromResult<object?>(null);

    public sealed record Ask(Guid Id);

    public sealed class Order : Entity
    {
        public string? Number { get; set; }
    }
}
