namespace Kumiko.Tests.Declarations;

/// <summary>Steps that reach beyond their feature are required at its head, and rows that follow from events are not theirs.</summary>
public class StepRequirementRuleTests : DeclarationTest
{
    [Theory, Breaks("KUM7030"), InlineData(StepKind.Webhook), InlineData(StepKind.Mail), InlineData(StepKind.Call)]
    public void A_kind_that_reaches_beyond_the_feature_is_required(StepKind kind)
    {
        var problem = Problem(r => Place(r, p => p.Branch("always", _ => true, then => Reach(then, kind))));
        problem.Member.ShouldBe("place/reach");
        problem.Mend.ShouldContain($"StepKind.{kind}");
    }

    [Fact, Keeps("KUM7030"), Keeps("KUM7031"), Keeps("KUM7032"), Keeps("KUM7033"), Keeps("KUM7034")]
    public void What_is_required_may_be_used_also_of_other_features() => Fine(
        Named("bank", r => r.UnmanagedTable<Rate>("rates", "The bank tells them.")),
        Shop(r =>
        {
            r.Requires("bank").Step(StepKind.Webhook).Step(StepKind.Mail).Step(StepKind.Call).Projection<Rate>();
            r.DefineEvent<Paid>("paid");
            r.Projection<Total>("totals", p => p.On<Paid>((_, rows) => rows.Put(new Total())));
            Place(r, p =>
            {
                Reach(p, StepKind.Webhook, "hook");
                Reach(p, StepKind.Mail, "mail");
                Reach(p, StepKind.Call, "call");
                p.FindRows<Total>("totals");
                p.PutRow("put", _ => new Rate());
                p.RemoveRow("remove", _ => new Rate());
            });
        })).TaskKinds.Select(k => k.Name).ShouldBe(["shop:task:webhook", "shop:task:mail"], ignoreOrder: true);

    [Fact, Breaks("KUM7024")]
    public void A_command_that_nobody_declares_cannot_be_called() => Problem(r =>
    {
        r.Requires().Step(StepKind.Call);
        Place(r, p => p.Call("pay", _ => new Paid()));
    }).Message.ShouldContain("'Paid'");

    [Fact, Breaks("KUM7024")]
    public void Another_features_command_needs_that_feature() => Only(Problems(
        Named("bank", r => r.WriteHandler<Paid>("pay", Access.SignedIn, (_, _) => Task.CompletedTask)),
        Shop(r =>
        {
            r.Requires().Step(StepKind.Call);
            Place(r, p => p.Call("pay", _ => new Paid()));
        }))).Mend.ShouldContain("Requires(\"bank\")");

    [Fact, Breaks("KUM7024")]
    public void Rows_that_nobody_declares_cannot_be_read() => Problem(r => Place(r, p => p.FindRow<Rate>("rate", _ => _ => true))).Message.ShouldContain("'Rate'");

    [Fact, Breaks("KUM7031")]
    public void A_table_outside_of_the_log_is_required_to_be_written() => Problem(r =>
    {
        r.UnmanagedTable<Rate>("rates", "The bank tells them.");
        Place(r, p => p.PutRow("rate", _ => new Rate()));
    }).Mend.ShouldContain("Projection<Rate>");

    [Fact, Breaks("KUM7032")]
    public void Rows_of_a_projection_are_not_written_by_steps() => Problem(r =>
    {
        Projected(r);
        Place(r, p => p.RemoveRow("total", _ => new Total()));
    }).Member.ShouldBe("place/total");

    [Fact, Breaks("KUM7032")]
    public void Requiring_rows_of_a_projection_does_not_help() => Problem(r =>
    {
        r.Requires().Projection<Total>();
        Projected(r);
        Place(r, p => p.PutRow("total", _ => new Total()));
    }).Member.ShouldBe("Total");

    [Fact, Breaks("KUM7032")]
    public void Neither_are_rows_of_a_consumer() => Problem(r =>
    {
        r.DefineEvent<Paid>("paid");
        r.MultiStreamProjection<Total>("totals", p => p.On<Paid>((_, ctx) => ctx.Rows.Put(new Total())));
        Place(r, p => p.PutRow("total", _ => new Total()));
    }).Member.ShouldBe("place/total");

    [Theory, Breaks("KUM7033"), InlineData(StepKind.Mail), InlineData(StepKind.Create)]
    public void A_kind_is_required_for_a_step_that_needs_it(StepKind kind) => Problem(r =>
    {
        r.Requires().Step(kind);
        Place(r, p => p.Compute("one", _ => 1));
    }).Member.ShouldBe(kind.ToString());

    [Fact, Breaks("KUM7033")]
    public void A_table_is_required_for_a_step_that_writes_it() => Problem(r =>
    {
        r.Requires().Projection<Rate>();
        r.UnmanagedTable<Rate>("rates", "The bank tells them.");
        Place(r, p => p.FindRows<Rate>("rates"));
    }).Member.ShouldBe("Rate");

    [Fact, Breaks("KUM7034")]
    public void A_table_outside_of_the_log_has_a_reason() => Problem(r => r.UnmanagedTable<Rate>("rates", " ")).Member.ShouldBe("rates");

    [Fact, Breaks("KUM1008")]
    public void Two_features_cannot_have_one_table_outside_of_the_log()
    {
        var problem = Only(Problems(
            Named("bank", r => r.UnmanagedTable<Total>("rates", "The bank tells them.")), Shop(r => r.UnmanagedTable<Rate>("rates", "The bank tells them."))));
        problem.Message.ShouldContain("store_rates");
        problem.Message.ShouldContain("'bank'");
    }

    [Fact, Breaks("KUM6006")]
    public void A_class_of_rows_belongs_to_one_table() => Problem(r =>
    {
        Projected(r);
        r.UnmanagedTable<Total>("more", "Somebody tells them.");
    }).Message.ShouldContain("'Total'");

    [Fact, Breaks("KUM1009")]
    public void The_name_of_a_table_outside_of_the_log_is_not_too_long() =>
        Problem(r => r.UnmanagedTable<Rate>(new string('a', 45), "The bank tells them.")).Message.ShouldContain("store_");

    [Fact, Breaks("KUM1003")]
    public void The_name_of_a_table_outside_of_the_log_is_kebab_case() => Problem(r => r.UnmanagedTable<Rate>("the rates", "The bank tells them."));

    [Fact, Breaks("KUM8009")]
    public void Rows_outside_of_the_log_cannot_be_about_persons_either() =>
        Problem(r => r.UnmanagedTable<Visitor>("visitors", "The door tells them.")).Member.ShouldBe("Visitor.Badge");

    private static void Projected(FeatureBuilder r)
    {
        r.DefineEvent<Paid>("paid");
        r.Projection<Total>("totals", p => p.On<Paid>((_, rows) => rows.Put(new Total())));
    }

    private static void Place(FeatureBuilder r, Action<StepBuilder<Order>> steps)
    {
        r.WriteHandler<Pay>("pay", Access.SignedIn, (_, _) => Task.CompletedTask);
        r.WriteHandler<Order>("place", Access.SignedIn, perform: p =>
        {
            steps(p);
            p.Return();
        });
    }

    private static void Reach(StepBuilder<Order> p, StepKind kind, string name = "reach")
    {
        switch (kind)
        {
            case StepKind.Webhook:
                p.Webhook(name, _ => new Webhook("https://example.org/"));
                break;
            case StepKind.Mail:
                p.Mail(name, _ => new Mail { To = ["a@example.org"], Subject = "a", Text = "b" });
                break;
            default:
                p.Call(name, _ => new Pay());
                break;
        }
    }

    public sealed record Order;

    public sealed record Pay;

    public sealed record Paid;

    public sealed record Rate
    {
        [Key]
        public string Currency { get; init; } = "";
    }

    public sealed record Visitor
    {
        [Key]
        public Guid Id { get; init; }

        [PersonalData(Subject = nameof(Id))]
        public string? Badge { get; init; }
    }

    public sealed record Total
    {
        [Key]
        public string Currency { get; init; } = "";
    }
}
