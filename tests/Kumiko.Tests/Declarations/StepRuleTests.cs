namespace Kumiko.Tests.Declarations;

/// <summary>The steps of a command fit together, and are about what is there.</summary>
public class StepRuleTests : DeclarationTest
{
    [Theory, Breaks("KUM7020"), InlineData("Total"), InlineData("my total"), InlineData("a:b"), InlineData("return"), InlineData("")]
    public void The_name_of_a_step_is_one_word(string name) => ProblemOf(p =>
    {
        p.Compute(name, _ => 1);
        p.Return();
    }).Member.ShouldBe($"place/{name}");

    [Fact, Breaks("KUM7020")]
    public void The_name_of_a_step_is_unique_also_inside_of_others() => ProblemOf(p =>
    {
        p.Compute("total", _ => 1);
        p.Branch("large", _ => true, then => then.ForEach("all", _ => new[] { 1 }, (_, each) => each.Compute("total", _ => 1)));
        p.Return();
    }).Message.ShouldContain("'total'");

    [Fact, Keeps("KUM7020"), Keeps("KUM7021"), Keeps("KUM7022"), Keeps("KUM7023"), Keeps("KUM7024"), Keeps("KUM7025")]
    public void Two_commands_may_have_steps_of_the_same_names_that_are_about_each_others_features() => Fine(
        Named("stock", r => r.Entity<Item>()),
        Shop(r =>
        {
            r.Requires("stock");
            r.Entity<Order>();
            r.DefineEvent<Placed>("placed");
            r.WriteHandler<Place>("place", Access.SignedIn, perform: p =>
            {
                var order = p.Create("order", _ => new Order());
                p.ForEach("all", p.FindMany<Item>("items"), (item, each) =>
                {
                    each.Update("taken", item, (i, _) => i.Left--);
                    each.Branch("none-left", s => s.Get(item).Left == 0, then => then.Delete("gone", item));
                    each.Append("note", order, _ => new Placed());
                });
                p.Append("say", "chat", s => s.Tenant.Value, _ => new Placed());
                p.Return(order);
            });
            r.WriteHandler<Replace>("replace", Access.SignedIn, perform: p => p.Return(p.Branch("order", _ => true,
                then => then.Create("new", _ => new Order()),
                otherwise => otherwise.Read<Order>("old", _ => default))));
        })).FindHandler("shop:write:place")!.Steps.Count.ShouldBe(5);

    [Fact, Breaks("KUM7021")]
    public void A_command_of_steps_returns() => ProblemOf(p => p.Compute("total", _ => 1)).Member.ShouldBe("place");

    [Fact, Breaks("KUM7021")]
    public void A_command_of_steps_returns_once() => ProblemOf(p =>
    {
        p.Return();
        p.Return();
    }).Message.ShouldContain("2 times");

    [Fact, Breaks("KUM7021")]
    public void Nothing_comes_after_the_return() => ProblemOf(p =>
    {
        p.Return();
        p.Compute("total", _ => 1);
    }).Member.ShouldBe("place/total");

    [Fact, Breaks("KUM7022")]
    public void What_a_branch_results_in_is_not_for_those_behind_it() => ProblemOf(p =>
    {
        StepResult<Order> order = null!;
        p.Branch("new", _ => true, then => order = then.Create("order", _ => new Order()));
        p.Delete("gone", order);
        p.Return();
    }).Member.ShouldBe("place/gone");

    [Fact, Breaks("KUM7022")]
    public void What_one_side_of_a_branch_results_in_is_not_for_the_other() => ProblemOf(p =>
    {
        StepResult<Order> order = null!;
        p.Branch("new", _ => true, then => order = then.Create("order", _ => new Order()), otherwise => otherwise.Delete("gone", order));
        p.Return();
    }).Member.ShouldBe("place/gone");

    [Fact, Breaks("KUM7022")]
    public void The_item_of_a_loop_is_not_for_those_behind_it() => ProblemOf(p =>
    {
        StepResult<Order> last = null!;
        p.ForEach("all", p.FindMany<Order>("orders"), (order, each) => each.Compute("id", s => s.Get(last = order).Id));
        p.ForEach("again", p.FindMany<Order>("others"), (order, each) =>
        {
            last = order;
            each.Compute("other-id", s => s.Get(order).Id);
        });
        p.Return(last);
    }).Member.ShouldBe("place/return");

    [Fact, Breaks("KUM7022")]
    public void What_a_side_of_a_branch_gives_back_comes_from_there() => ProblemOf(p =>
    {
        StepResult<Order> order = null!;
        var either = p.Branch("either", _ => true, then => order = then.Create("order", _ => new Order()), otherwise =>
        {
            otherwise.Compute("other", _ => 1);
            return order;
        });
        p.Return(either);
    }).Member.ShouldBe("place/either");

    [Fact, Breaks("KUM7022")]
    public void What_a_step_of_another_command_results_in_is_not_for_this_one()
    {
        var problems = Problems(Shop(r =>
        {
            StepResult<Order> order = null!;
            r.Entity<Order>();
            r.WriteHandler<Place>("place", Access.SignedIn, perform: p => p.Return(order = p.Create("order", _ => new Order())));
            r.WriteHandler<Replace>("replace", Access.SignedIn, perform: p => p.Return(order));
        }));
        Only(problems).Member.ShouldBe("replace/return");
    }

    [Fact, Breaks("KUM7023")]
    public void A_step_is_added_to_the_list_in_which_it_stands() => ProblemOf(p =>
    {
        p.Branch("large", _ => true, then =>
        {
            then.Compute("here", _ => 1);
            p.Compute("there", _ => 1);
        });
        p.Return();
    }).Member.ShouldBe("place/there");

    [Fact, Breaks("KUM7023")]
    public void A_list_that_is_complete_gets_no_more_steps() => ProblemOf(p =>
    {
        StepBuilder<Place> inside = null!;
        p.Branch("large", _ => true, then =>
        {
            inside = then;
            then.Compute("here", _ => 1);
        });
        inside.Compute("late", _ => 1);
        p.Return();
    }).Member.ShouldBe("place/late");

    [Fact, Breaks("KUM7024")]
    public void Steps_about_an_entity_that_nobody_declares_are_reported() => ProblemOf(p =>
    {
        p.FindMany<Item>("items");
        p.Return();
    }).Message.ShouldContain("'Item'");

    [Fact, Breaks("KUM7024")]
    public void Steps_about_another_features_entity_need_that_feature() => Only(Problems(
        Named("stock", r => r.Entity<Item>()),
        Shop(r => r.WriteHandler<Place>("place", Access.SignedIn, perform: p =>
        {
            p.Branch("large", _ => true, then => then.FindMany<Item>("items"));
            p.Return();
        })))).Mend.ShouldContain("Requires(\"stock\")");

    [Fact, Breaks("KUM7024")]
    public void An_event_that_nobody_declares_cannot_be_appended() => ProblemOf(p =>
    {
        p.Append("say", "chat", s => s.Tenant.Value, _ => new Placed());
        p.Return();
    }).Message.ShouldContain("'Placed'");

    [Fact, Breaks("KUM7024")]
    public void Another_features_event_cannot_be_appended() => Only(Problems(
        Named("stock", r => r.DefineEvent<Placed>("placed")),
        Shop(r =>
        {
            r.Requires("stock");
            r.WriteHandler<Place>("place", Access.SignedIn, perform: p =>
            {
                p.Append("say", "chat", s => s.Tenant.Value, _ => new Placed());
                p.Return();
            });
        }))).Mend.ShouldContain("command");

    [Theory, Breaks("KUM7024"), InlineData("order"), InlineData(" ")]
    public void A_stream_that_is_no_records_is_not_called_like_an_entity(string type) => Problem(r =>
    {
        r.Entity<Order>();
        r.DefineEvent<Placed>("placed");
        r.WriteHandler<Place>("place", Access.SignedIn, perform: p =>
        {
            p.Append("say", type, s => s.Tenant.Value, _ => new Placed());
            p.Return();
        });
    }).Member.ShouldBe("place/say");

    [Fact, Breaks("KUM7025")]
    public void A_branch_has_steps() => ProblemOf(p =>
    {
        p.Branch("large", _ => true, _ => { });
        p.Return();
    }).Message.ShouldContain("'onTrue'");

    [Fact, Breaks("KUM7025")]
    public void A_loop_has_steps() => ProblemOf(p =>
    {
        p.ForEach("all", _ => new[] { 1 }, (_, _) => { });
        p.Return();
    }).Message.ShouldContain("'each'");

    [Fact]
    public void All_problems_of_steps_are_reported_together() => Problems(Shop(r => r.WriteHandler<Place>("place", Access.SignedIn, perform: p =>
    {
        p.Compute("Total", _ => 1);
        p.Branch("large", _ => true, then => then.FindMany<Item>("items"), _ => { });
    }))).Select(d => d.Rule.Id).ShouldBe(["KUM7020", "KUM7021", "KUM7025", "KUM7024"], ignoreOrder: true);

    [Fact]
    public void Steps_cannot_be_added_later()
    {
        PerformBuilder<Place> builder = null!;
        Fine(r => r.WriteHandler<Place>("place", Access.SignedIn, perform: p =>
        {
            builder = p;
            p.Return();
        }));

        Should.Throw<InvalidOperationException>(() => builder.Compute("late", _ => 1)).Message.ShouldContain("'late'");
    }

    private static Diagnostic ProblemOf(Action<PerformBuilder<Place>> perform) => Problem(r =>
    {
        r.Entity<Order>();
        r.WriteHandler<Place>("place", Access.SignedIn, perform: perform);
    });

    public sealed record Place;

    public sealed record Replace;

    public sealed record Placed;

    public sealed class Order : Entity
    {
        public string? Number { get; set; }
    }

    public sealed class Item : Entity
    {
        public int Left { get; set; }
    }
}
