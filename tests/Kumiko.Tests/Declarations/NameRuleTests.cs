using System.Runtime.CompilerServices;

namespace Kumiko.Tests.Declarations;

/// <summary>Names travel in requests and stand in the log for ever: they have one form, and no two things share one.</summary>
public class NameRuleTests : DeclarationTest
{
    [Theory, Breaks("KUM1001")]
    [InlineData("userProfile", "Name it 'user-profile'.")]
    [InlineData("User", "Name it 'user'.")]
    [InlineData("order_entry", "Name it 'order-entry'.")]
    [InlineData("2fa", "Name it 'fa'.")]
    [InlineData("shop:orders", "Name it 'shop-orders'.")]
    public void A_feature_whose_name_is_no_kebab_case_word_gets_a_suggestion(string name, string mend)
    {
        var problem = Problem(Named(name));
        problem.Feature.ShouldBe(name);
        problem.Member.ShouldBeNull();
        problem.Mend.ShouldBe(mend);
    }

    [Theory, Breaks("KUM1001")]
    [InlineData("")]
    [InlineData("123")]
    [InlineData("日本")]
    public void A_feature_whose_name_has_no_usable_letter_gets_the_general_advice(string name) =>
        Problem(Named(name)).Mend.ShouldBe(DiagnosticRules.FeatureName.Mend);

    [Theory, Keeps("KUM1001")]
    [InlineData("orders")]
    [InlineData("order-entry")]
    [InlineData("b2b")]
    public void A_feature_is_named_with_lower_case_letters_digits_and_dashes(string name) =>
        Fine(Named(name)).FindFeature(name).ShouldNotBeNull();

    [Fact, Breaks("KUM1002")]
    public void Two_features_of_one_name_are_reported_once() =>
        Problem(Named("orders"), Named("orders"), Named("orders")).Message.ShouldStartWith("3 features");

    [Fact, Keeps("KUM1002")]
    public void Features_of_different_names_live_together() => Fine(Named("orders"), Named("order-entry")).Features.Count.ShouldBe(2);

    [Theory, Breaks("KUM1003")]
    [InlineData("order_list", "Name it 'order-list'.")]
    [InlineData("order:mark paid", "Name it 'order:mark-paid'.")]
    [InlineData("order::list", "Name it 'order:list'.")]
    [InlineData(":list", "Name it 'list'.")]
    [InlineData("order:1st", "Name it 'order:st'.")]
    public void A_handler_whose_name_has_an_illegal_part_gets_a_suggestion(string name, string mend)
    {
        var problem = Problem(r => r.QueryHandler<Ask>(name, Access.SignedIn, Answer));
        problem.Member.ShouldBe(name);
        problem.Mend.ShouldBe(mend);
    }

    [Fact, Breaks("KUM1003")]
    public void An_event_whose_name_has_an_illegal_part_is_reported() =>
        Problem(r => r.DefineEvent<Paid>("order_paid")).Mend.ShouldBe("Name it 'order-paid'.");

    [Fact, Breaks("KUM1003")]
    public void A_name_without_any_usable_letter_gets_the_general_advice() =>
        Problem(r => r.DefineEvent<Paid>("???")).Mend.ShouldBe(DiagnosticRules.IllegalName.Mend);

    [Fact, Breaks("KUM1003")]
    public void An_entity_whose_class_name_cannot_stand_in_a_qualified_name_is_reported() =>
        Problem(r => r.Entity<Größe>(e => e.Table("read_groessen"))).Member.ShouldBe("Größe");

    [Theory, Keeps("KUM1003")]
    [InlineData("order:mark-paid", "shop:query:order:mark-paid")]
    [InlineData("order:markPaid", "shop:query:order:mark-paid")]
    [InlineData("Order.Lines", "shop:query:order-lines")]
    public void A_handler_is_registered_under_its_qualified_name(string name, string qualified) =>
        Fine(r => r.QueryHandler<Ask>(name, Access.SignedIn, Answer)).FindHandler(qualified).ShouldNotBeNull();

    [Theory, Breaks("KUM1004")]
    [InlineData("shop:write:order:pay", "Name it 'order:pay'.")]
    [InlineData("shop:query:open", "Name it 'open'.")]
    [InlineData("shop:event:x", "Name it 'x'.")]
    public void A_handler_name_that_is_qualified_already_gets_the_rest_as_suggestion(string name, string mend) =>
        Problem(r => r.WriteHandler<Pay>(name, Access.SignedIn, Do)).Mend.ShouldBe(mend);

    [Fact, Breaks("KUM1004")]
    public void An_event_name_that_is_qualified_already_gets_the_rest_as_suggestion() =>
        Problem(r => r.DefineEvent<Paid>("shop:event:paid")).Mend.ShouldBe("Name it 'paid'.");

    [Theory, Keeps("KUM1004")]
    [InlineData("shop:open", "shop:write:shop:open")]
    [InlineData("write:open", "shop:write:write:open")]
    [InlineData("other:write:open", "shop:write:other:write:open")]
    public void The_scope_alone_or_the_kind_alone_is_part_of_a_short_name(string name, string qualified) =>
        Fine(r => r.WriteHandler<Pay>(name, Access.SignedIn, Do)).FindHandler(qualified).ShouldNotBeNull();

    [Fact, Breaks("KUM1005")]
    public void Two_handlers_of_one_name_are_reported()
    {
        var problem = Problem(r =>
        {
            r.WriteHandler<Pay>("order:pay", Access.SignedIn, Do);
            r.WriteHandler<Refund>("Order:Pay", Access.SignedIn, Do);
        });
        problem.Member.ShouldBe("shop:write:order:pay");
    }

    [Fact, Breaks("KUM1005")]
    public void A_handler_that_takes_a_standard_ones_name_is_reported() => Problem(r =>
    {
        r.Crud<Order>(Access.SignedIn, Access.SignedIn);
        r.WriteHandler<Pay>("order:create", Access.SignedIn, Do);
    });

    [Fact, Keeps("KUM1005")]
    public void A_handler_may_take_the_name_of_a_standard_one_that_was_left_out() => Fine(r =>
    {
        r.Crud<Order>(Access.SignedIn, Access.SignedIn, c => c.Without(CrudVerb.Create));
        r.WriteHandler<Pay>("order:create", Access.SignedIn, Do);
    }).FindHandler("shop:write:order:create")!.Input!.Type.ShouldBe(typeof(Pay));

    [Fact, Keeps("KUM1005")]
    public void A_command_and_a_query_may_have_one_short_name() => Fine(r =>
    {
        r.WriteHandler<Pay>("order:pay", Access.SignedIn, Do);
        r.QueryHandler<Ask>("order:pay", Access.SignedIn, Answer);
    }).Handlers.Count.ShouldBe(2);

    [Fact, Breaks("KUM1006")]
    public void Two_entities_of_one_name_in_two_features_are_reported() =>
        Problem(Shop(r => r.Entity<Order>()), Named("other", r => r.Entity<Elsewhere.Order>())).Feature.ShouldBe("other");

    [Fact, Breaks("KUM1006")]
    public void One_entity_declared_by_two_features_is_reported() =>
        Problem(Shop(r => r.Entity<Order>()), Named("other", r => r.Entity<Order>())).Message.ShouldContain("'shop'");

    [Fact, Keeps("KUM1006")]
    public void Entities_of_different_names_live_together() => Fine(r =>
    {
        r.Entity<Order>();
        r.Entity<Box>();
    }).Entities.Count.ShouldBe(2);

    [Fact, Breaks("KUM1007")]
    public void Two_events_of_one_name_are_reported() => Problem(r =>
    {
        r.DefineEvent<Paid>("paid");
        r.DefineEvent<Refunded>("Paid");
    }).Member.ShouldBe("Paid");

    [Fact, Breaks("KUM1007")]
    public void One_payload_for_two_events_is_reported() => Problem(r =>
    {
        r.DefineEvent<Paid>("paid");
        r.DefineEvent<Paid>("refunded");
    }).Member.ShouldBe("refunded");

    [Fact, Keeps("KUM1007")]
    public void Two_features_may_have_events_of_one_short_name() =>
        Fine(Shop(r => r.DefineEvent<Paid>("done")), Named("other", r => r.DefineEvent<Refunded>("done")))
            .Events.Select(e => e.Name).ShouldBe(["shop:event:done", "other:event:done"]);

    [Fact, Breaks("KUM1008")]
    public void Two_entities_that_choose_one_table_are_reported() => Problem(r =>
    {
        r.Entity<Order>();
        r.Entity<Box>(e => e.Table("read_orders"));
    }).Message.ShouldContain("'read_orders'");

    [Fact, Breaks("KUM1008")]
    public void Two_entities_with_one_plural_are_reported() => Problem(r =>
    {
        r.Entity<Box>();
        r.Entity<Boxe>();
    }).Member.ShouldBe("Boxe");

    [Fact, Keeps("KUM1008")]
    public void Each_entity_has_a_table_of_its_own() => Fine(r =>
    {
        r.Entity<Box>();
        r.Entity<Boxe>(e => e.Table("read_other_boxes"));
    }).Entities.Select(e => e.Table.Name).ShouldBe(["read_boxes", "read_other_boxes"]);

    [Theory, Breaks("KUM1009")]
    [InlineData("orders")]
    [InlineData("kumiko_events")]
    [InlineData("read_Orders")]
    [InlineData("read_orders; drop table users")]
    [InlineData("read_orders_of_a_shop_that_sells_far_too_many_things")]
    public void A_table_whose_name_a_database_cannot_use_is_reported(string table) =>
        Problem(r => r.Entity<Order>(e => e.Table(table))).Member.ShouldBe("Order");

    [Fact, Breaks("KUM1009")]
    public void A_class_with_too_long_a_name_is_told_to_choose_a_table() =>
        Problem(r => r.Entity<AnOrderWhoseNameTellsTheWholeStoryOfItsLongLife>()).Mend.ShouldContain("Table(\"read_…\")");

    [Fact, Breaks("KUM1009")]
    public void A_column_whose_name_is_too_long_is_reported() =>
        Problem(r => r.Entity<Long>()).Member.ShouldBe("Long.ThisPropertyHasANameThatIsSoLongThatNoDatabaseCouldEverKeepAllOfItsLetters");

    [Fact, Keeps("KUM1009")]
    public void A_table_name_of_50_characters_fits() =>
        Fine(r => r.Entity<Order>(e => e.Table("read_" + new string('x', 45)))).FindEntity("order")!.Table.Name.Length.ShouldBe(50);

    [Fact, Breaks("KUM1010")]
    public void A_feature_that_is_described_twice_is_reported()
    {
        var problem = Problem(Shop(r =>
        {
            r.Describe("Sells things.");
            r.Describe("Sells other things.");
        }));
        problem.Feature.ShouldBe("shop");
        problem.Member.ShouldBeNull();
    }

    [Theory, Breaks("KUM1010")]
    [InlineData("")]
    [InlineData("  \n")]
    public void A_blank_description_is_reported(string text) => Problem(Shop(r => r.Describe(text))).Message.ShouldBe("The description is blank.");

    [Fact, Keeps("KUM1010")]
    public void A_description_is_kept_without_the_space_around_it() =>
        Fine(r => r.Describe(" Sells things.\n")).FindFeature("shop")!.Description.ShouldBe("Sells things.");

    [Fact, Breaks("KUM1011")]
    public void Two_commands_that_take_one_type_are_reported() => Problem(r =>
    {
        r.WriteHandler<Pay>("order:pay", Access.SignedIn, Do);
        r.WriteHandler<Pay>("order:pay-later", Access.SignedIn, Do);
    }).Member.ShouldBe("order:pay-later");

    [Fact, Keeps("KUM1011")]
    public void A_command_and_a_query_may_take_one_type() => Fine(r =>
    {
        r.WriteHandler<Pay>("order:pay", Access.SignedIn, Do);
        r.QueryHandler<Pay>("order:price", Access.SignedIn, Answer);
    }).FindHandler(HandlerKind.Query, typeof(Pay))!.Name.ShouldBe("shop:query:order:price");

    [Fact]
    public void A_problem_knows_the_line_of_each_kind_of_declaration()
    {
        var lines = new List<int>();
        var problems = Problems(Shop(r =>
        {
            lines.Add(Line()); r.Entity<Order>(e => e.Table("orders"));
            lines.Add(Line()); r.WriteHandler<Pay>("x_1", Access.SignedIn, Do);
            lines.Add(Line()); r.WriteHandler<Refund>("x_2", Access.SignedIn, (_, _) => Task.FromResult<object?>(null));
            lines.Add(Line()); r.QueryHandler<Ask>("x_3", Access.SignedIn, Answer);
            lines.Add(Line()); r.DefineEvent<Paid>("x_4");
            lines.Add(Line()); r.Crud<Box>(Access.Roles("system"), Access.SignedIn);
            lines.Add(Line()); r.Entity<Order>();
        }));
        problems.Select(p => p.Source!.Line).Order().ShouldBe(lines);
    }

    private static int Line([CallerLineNumber] int line = 0) => line;

    private static Task Do<TCommand>(TCommand command, WriteContext context) => Task.CompletedTask;

    private static Task<object?> Answer<TQuery>(TQuery query, QueryContext context) => Task.FromResult<object?>(null);

    public sealed record Pay(Guid Id);

    public sealed record Refund(Guid Id);

    public sealed record Ask(Guid Id);

    public sealed record Paid(DateTimeOffset At);

    public sealed record Refunded(DateTimeOffset At);

    public sealed class Order : Entity
    {
        public string? Number { get; set; }
    }

    public sealed class Box : Entity
    {
        public string? Label { get; set; }
    }

    public sealed class Boxe : Entity
    {
        public string? Label { get; set; }
    }

    public sealed class Größe : Entity
    {
        public string? Label { get; set; }
    }

    public sealed class AnOrderWhoseNameTellsTheWholeStoryOfItsLongLife : Entity
    {
        public string? Label { get; set; }
    }

    public sealed class Long : Entity
    {
        public string? ThisPropertyHasANameThatIsSoLongThatNoDatabaseCouldEverKeepAllOfItsLetters { get; set; }
    }

    public static class Elsewhere
    {
        public sealed class Order : Entity
        {
            public string? Number { get; set; }
        }
    }
}
