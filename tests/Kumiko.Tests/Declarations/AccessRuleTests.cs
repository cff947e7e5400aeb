namespace Kumiko.Tests.Declarations;

/// <summary>Rules of access: understood by databases, about fields that exist, for roles that somebody has.</summary>
public class AccessRuleTests : DeclarationTest
{
    [Fact, Breaks("KUM3003")]
    public void A_rule_that_only_C_sharp_understands_names_the_role_and_the_expression()
    {
        var problem = Problem(r => r.Entity<Deal>(e => e.ReadableBy("Seller", (deal, user) => deal.Title.Trim() == user.Claims.Text("x"))));
        problem.Member.ShouldBe("Deal");
        problem.Message.ShouldContain("roles Seller");
        problem.Message.ShouldContain("Trim");
    }

    [Fact, Breaks("KUM3003")]
    public void A_rule_of_a_field_names_the_field()
    {
        Problem(r => r.Entity<Deal>(e => e.Field(d => d.Margin, f => f.WritableBy("Seller", (deal, user) => deal.Margin + 1 == user.Claims.Number("x")))))
            .Member.ShouldBe("Deal.margin");
    }

    [Fact, Breaks("KUM3003")]
    public void A_claim_is_named_when_the_rule_is_declared() =>
        Problem(r => r.Entity<Deal>(e => e.WritableBy("Seller", (deal, user) => deal.Title == user.Claims.Text(user.Id.Value))));

    [Fact, Breaks("KUM3003")]
    public void A_rule_compares_no_order_of_options_and_no_list() => Problems(Shop(r => r.Entity<Deal>(e => e
        .ReadableBy("A", (deal, user) => deal.Tags == user.Roles)
        .WritableBy("A", (deal, user) => deal.Address!.City == user.Claims.Text("x"))))).Select(p => p.Rule.Id).ShouldBe(["KUM3003", "KUM3003"]);

    [Fact, Keeps("KUM3003"), Keeps("KUM3005"), Keeps("KUM3006"), Keeps("KUM3007")]
    public void Rules_over_records_users_and_claims_are_fine()
    {
        var region = "north";
        var registry = Fine(r =>
        {
            r.Entity<Deal>(e => e
                .ReadableBy("Manager", "Boss")
                .ReadableBy("Seller", (deal, user) => deal.Title == region || user.Claims.Texts("regions").Contains(deal.Title))
                .ReadableBy(Access.SignedIn, (deal, user) => deal.InsertedById == user.Id)
                .WritableBy("Manager")
                .WritableBy("Seller", (deal, user) => !(deal.Margin > user.Claims.Number("limit")))
                .Field(d => d.Margin, f => f.ReadableBy("Manager").WritableBy("Manager").WritableBy(Access.SignedIn, (deal, user) => deal.Title == "x"))
                .Field(d => d.Heading, f => f.ReadableBy(Access.SignedIn))
                .Field("age", f => f.ReadableBy("Manager"))
                .Derived("age", (_, _) => 1));
            r.DefineEvent<Praised>("praised");
        });
        registry.Roles.ShouldBe(["Auditor", "Boss", "Manager", "Seller"]);
    }

    [Fact, Breaks("KUM3004")]
    public void A_role_that_no_feature_lists_is_reported_wherever_a_rule_names_it()
    {
        var problems = Problems(Named("people", r => r.Roles("Manager")), Shop(r =>
        {
            r.Entity<Deal>(e => e.ReadableBy("Manger"));
            r.QueryHandler<Ask>("ask", Access.Roles("Sellr"), (_, _) => Task.FromResult<object?>(null));
        }));
        problems.ShouldAllBe(p => p.Rule.Id == "KUM3004");
        problems.Select(p => p.Message).ShouldBe(
            ["No feature lists the role 'Manger'.", "No feature lists the role 'Auditor'.", "No feature lists the role 'Sellr'."], ignoreOrder: true);
    }

    [Fact, Keeps("KUM3004")]
    public void Any_role_may_be_named_while_nobody_lists_them_and_listed_ones_after() => Fine(
        Named("people", r => r.Roles("Manager", "Auditor")), Shop(r => r.Entity<Deal>(e => e.ReadableBy("Manager"))));

    [Fact, Breaks("KUM3005")]
    public void A_role_with_a_condition_and_without_one_is_reported() =>
        Problem(r => r.Entity<Deal>(e => e.ReadableBy("Seller").ReadableBy("Seller", (deal, user) => deal.Title == "x"))).Message.ShouldContain("'Seller'");

    [Fact, Breaks("KUM3005")]
    public void An_attribute_without_a_condition_counts_too() =>
        Problem(r => r.Entity<Deal>(e => e.Field(d => d.Audit, f => f.ReadableBy("Auditor", (deal, user) => deal.Title == "x")))).Member.ShouldBe("Deal.audit");

    [Fact, Breaks("KUM3006")]
    public void A_rule_about_no_field_is_reported() => Problem(r => r.Entity<Deal>(e => e.Field("nothing", f => f.ReadableBy("A")))).Member.ShouldBe("Deal.nothing");

    [Fact, Breaks("KUM3006")]
    public void Nobody_writes_a_derived_field() => Problem(r => r.Entity<Deal>(e => e.Field(d => d.Heading, f => f.WritableBy("A"))));

    [Fact, Breaks("KUM3006")]
    public void A_rule_about_no_field_of_an_object_is_reported()
    {
        Problem(r => r.Entity<Deal>(e => e.Field(d => d.Address, a => a.ToString(), f => f.ReadableBy("A")))).Member.ShouldBe("Deal.Address.?");
        Problem(r => r.Entity<Deal>(e => e.Field(d => d.Title, t => t.Length, f => f.ReadableBy("A")))).Member.ShouldBe("Deal.Title.Length");
        Problem(r => r.Entity<Deal>(e => e.ItemField(d => d.Tags, t => t.Length, f => f.ReadableBy("A")))).Member.ShouldBe("Deal.Tags.Length");
    }

    [Fact, Breaks("KUM3005")]
    public void A_role_of_a_field_of_an_object_is_named_once() =>
        Problem(r => r.Entity<Deal>(e => e.Field(d => d.Address, a => a.City, f => f.ReadableBy("A").ReadableBy("A", (deal, user) => deal.Title == "x"))))
            .Member.ShouldBe("Deal.address.city");

    [Fact, Breaks("KUM3007")]
    public void The_fields_of_an_input_have_no_access_of_their_own() =>
        Problem(r => r.QueryHandler<AskSecretly>("ask", Access.SignedIn, (_, _) => Task.FromResult<object?>(null)));

    [Fact, Breaks("KUM3007")]
    public void Nobody_writes_an_event_by_fields() => Problem(r => r.DefineEvent<Blamed>("blamed"));

    [Fact, Breaks("KUM3050")]
    public void A_rule_of_a_record_that_names_no_role_is_reported()
    {
        Problem(r => r.Entity<Deal>(e => e.ReadableBy())).Member.ShouldBe("Deal");
        Problem(r => r.Entity<Deal>(e => e.WritableBy())).Mend.ShouldContain("at least one role");
        Problem(r => r.Entity<Deal>(e => e.ReadableBy(Access.Roles(), (deal, user) => deal.Title == "x")));
    }

    [Fact, Breaks("KUM3050")]
    public void A_rule_of_a_field_that_names_no_role_is_reported()
    {
        Problem(r => r.Entity<Deal>(e => e.Field(d => d.Margin, f => f.WritableBy()))).Member.ShouldBe("Deal.margin");
        Problem(r => r.Entity<Deal>(e => e.Field(d => d.Heading, f => f.ReadableBy()))).Member.ShouldBe("Deal.heading");
    }

    [Fact, Breaks("KUM3050")]
    public void An_attribute_that_names_no_role_is_reported_wherever_it_stands() =>
        Problems(Shop(r => r.Entity<Unreadable>())).Select(p => $"{p.Rule.Id} {p.Member}").ShouldBe(
            ["KUM3050 Unreadable.Secret", "KUM3050 Unreadable.Inside.Word", "KUM3050 Unreadable.Heading"], ignoreOrder: true);

    public sealed class Unreadable : Entity
    {
        [ReadableBy]
        public string? Secret { get; set; }

        public Inside? Inside { get; set; }

        [ReadableBy]
        public string Heading => Secret ?? "x";
    }

    public sealed class Inside
    {
        [WritableBy]
        public string? Word { get; set; }
    }

    [Fact]
    public void Rules_name_no_reserved_role() => Problems(Shop(r =>
    {
        r.Roles("system");
        r.Entity<Deal>(e => e.ReadableBy("anonymous").WritableBy("all"));
    })).Select(p => p.Rule.Id).ShouldContain("KUM3001");

    public sealed class Deal : Entity
    {
        public required string Title { get; set; }

        public int? Margin { get; set; }

        [ReadableBy("Auditor")]
        public string? Audit { get; set; }

        [Select("a", "b")]
        public List<string> Tags { get; set; } = [];

        public Place? Address { get; set; }

        public string Heading => Title;
    }

    public sealed class Place
    {
        public string? City { get; set; }
    }

    public sealed record Praised([property: ReadableBy("Auditor")] string Text);

    public sealed record Blamed([property: WritableBy("Auditor")] string Text);

    public sealed record Ask;

    public sealed record AskSecretly([property: ReadableBy("Auditor")] string? Text);
}
