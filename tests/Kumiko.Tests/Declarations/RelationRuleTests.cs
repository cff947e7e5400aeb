namespace Kumiko.Tests.Declarations;

/// <summary>Relations: their ends are there, their keys refer to them, and what they say can be done.</summary>
public class RelationRuleTests : DeclarationTest
{
    [Fact, Keeps("KUM2030"), Keeps("KUM2031"), Keeps("KUM2032"), Keeps("KUM2033"), Keeps("KUM2034")]
    public void An_entity_has_the_relations_of_all_features()
    {
        var registry = Fine(
            Named("orders", r =>
            {
                r.Entity<Order>(e => e
                    .HasMany<Line>(l => l.OrderId, m => m.OnDelete(OnDelete.Cascade).NestedWrite())
                    .HasMany<Line>(l => l.CopyOfId, m => m.Named("copies").OnDelete(OnDelete.SetNull))
                    .ManyToMany<Tag, OrderTag>(t => t.OrderId, t => t.TagId, m => m.OnDelete(OnDelete.Cascade)));
                r.Entity<Tag>(e => e.ManyToMany<Order, OrderTag>(t => t.TagId, t => t.OrderId, m => m.OnDelete(OnDelete.Restrict)));
                r.Entity<OrderTag>();
                r.Crud<Order>(Access.SignedIn, Access.SignedIn);
                r.Crud<Line>(Access.SignedIn, Access.SignedIn);
            }),
            Named("shipping", r =>
            {
                r.OptionalRequires("orders");
                r.Entity<Parcel>();
                r.Relation<Order>(o => o.HasMany<Parcel>(p => p.OrderId));
            }));

        var order = registry.FindEntity("order")!;
        order.Relations.Select(x => $"{x.Name}: {x.Kind} {x.Target.Name} by {x.Holder.Name}.{x.Key.Name}, {x.OnDelete}, {x.Feature}").ShouldBe(
        [
            "lines: HasMany line by line.orderId, Cascade, orders",
            "copies: HasMany line by line.copyOfId, SetNull, orders",
            "tags: ManyToMany tag by order-tag.orderId, Cascade, orders",
            "parcels: HasMany parcel by parcel.orderId, Nothing, shipping",
        ]);
        order.Relations.Single(x => x.IsNestedWrite).Name.ShouldBe("lines");
        order.Relations.Single(x => x.Name == "tags").FarKey!.Name.ShouldBe("tagId");
        registry.FindEntity("line")!.Relations.Select(x => $"{x.Name}: {x.Kind} {x.Target.Name}").ShouldBe(["order: BelongsTo order", "copyOf: BelongsTo order"]);
        registry.RelationsTo(order).Select(x => $"{x.Entity.Name}.{x.Name}").ShouldBe(
            ["tag.orders", "order-tag.order", "line.order", "line.copyOf", "parcel.order"], ignoreOrder: true);
    }

    [Fact, Breaks("KUM2030")]
    public void A_relation_to_an_entity_that_nobody_declares_is_reported()
    {
        var problem = Problem(r => r.Entity<Order>(e => e.HasMany<Parcel>(p => p.OrderId)));
        problem.Member.ShouldBe("Order.parcels");
        problem.Message.ShouldContain("'Parcel'");
    }

    [Fact, Breaks("KUM2030")]
    public void A_relation_through_an_entity_that_nobody_declares_is_reported() => Problem(r =>
    {
        r.Entity<Tag>();
        r.Entity<Order>(e => e.ManyToMany<Tag, OrderTag>(t => t.OrderId, t => t.TagId));
    }).Message.ShouldContain("'OrderTag'");

    [Fact, Breaks("KUM2030")]
    public void A_relation_of_another_features_entity_needs_that_feature() => Problem(
        Named("orders", r => r.Entity<Order>()),
        Named("lines", r =>
        {
            r.Requires("orders");
            r.Entity<Line>();
        }),
        Named("reports", r =>
        {
            r.Requires("lines");
            r.Relation<Order>(o => o.HasMany<Line>(l => l.OrderId));
        })).Mend.ShouldContain("Requires(\"orders\")");

    [Fact, Breaks("KUM2031")]
    public void A_key_that_refers_to_something_else_is_reported() => Problem(r =>
    {
        r.Entity<Order>();
        r.Entity<Line>();
        r.Entity<Tag>(e => e.HasMany<Line>(l => l.OrderId));
    }).Message.ShouldContain("'Line.OrderId' is no reference to 'Tag'");

    [Fact, Breaks("KUM2031")]
    public void A_key_that_is_no_reference_is_reported() => Problem(r =>
    {
        r.Entity<Order>();
        r.Entity<Line>(e => e.HasMany<Line>(l => l.Code));
    }).Message.ShouldContain("'Line.Code'");

    [Fact, Breaks("KUM2031")]
    public void An_expression_that_names_no_property_is_reported() => Problem(r =>
    {
        r.Entity<Order>(e => e.HasMany<Line>(l => Guid.Empty));
        r.Entity<Line>();
    }).Message.ShouldContain("'Line.?'");

    [Fact, Breaks("KUM2031")]
    public void One_reference_cannot_join_a_record_with_itself() => Problem(r =>
    {
        r.Entity<Order>(e => e.ManyToMany<Order, OrderTag>(t => t.OrderId, t => t.OrderId));
        r.Entity<Tag>();
        r.Entity<OrderTag>();
    }).Message.ShouldContain("both ends");

    [Theory, Breaks("KUM2032")]
    [InlineData("Lines")]
    [InlineData("order-lines")]
    [InlineData("")]
    [InlineData("number")]
    [InlineData("total")]
    [InlineData("insertedAt")]
    [InlineData("parcels")]
    public void A_name_that_cannot_be_used_is_reported(string name)
    {
        var problem = Problem(r =>
        {
            r.Entity<Order>(e => e
                .Derived("total", (_, _) => 1)
                .HasMany<Parcel>(p => p.OrderId)
                .HasMany<Line>(l => l.OrderId, m => m.Named(name)));
            r.Entity<Line>();
            r.Entity<Parcel>();
        });
        problem.Member.ShouldBe("Order." + name);
        problem.Mend.ShouldContain("Named(");
    }

    [Fact, Breaks("KUM2032")]
    public void Two_features_cannot_give_an_entity_two_relations_of_one_name() => Problem(
        Named("orders", r =>
        {
            r.Entity<Order>(e => e.HasMany<Line>(l => l.OrderId, m => m.Named("parts")));
            r.Entity<Line>();
        }),
        Named("shipping", r =>
        {
            r.Requires("orders");
            r.Entity<Parcel>();
            r.Relation<Order>(o => o.HasMany<Parcel>(p => p.OrderId, m => m.Named("parts")));
        })).Message.ShouldContain("from the feature 'orders'");

    [Fact, Breaks("KUM2033")]
    public void A_reference_that_cannot_be_null_cannot_be_cleared() => Problem(r =>
    {
        r.Entity<Order>(e => e.HasMany<Parcel>(p => p.OrderId, m => m.OnDelete(OnDelete.SetNull)));
        r.Entity<Parcel>();
    }).Message.ShouldContain("'Parcel.OrderId'");

    [Fact, Breaks("KUM2033")]
    public void Joining_records_cannot_lose_an_end() => Problem(r =>
    {
        r.Entity<Order>(e => e.ManyToMany<Tag, OrderTag>(t => t.OrderId, t => t.TagId, m => m.OnDelete(OnDelete.SetNull)));
        r.Entity<Tag>();
        r.Entity<OrderTag>();
    });

    [Fact, Breaks("KUM2033")]
    public void Two_relations_cannot_say_what_becomes_of_one_reference() => Problem(r =>
    {
        r.Entity<Order>(e => e
            .HasMany<Line>(l => l.OrderId, m => m.OnDelete(OnDelete.Cascade))
            .HasMany<Line>(l => l.OrderId, m => m.Named("again").OnDelete(OnDelete.Restrict)));
        r.Entity<Line>();
    }).Message.ShouldContain("'lines'");

    [Fact, Breaks("KUM2034")]
    public void Records_without_a_command_create_cannot_be_created_together() => Problem(r =>
    {
        r.Entity<Order>(e => e.HasMany<Line>(l => l.OrderId, m => m.NestedWrite()));
        r.Crud<Order>(Access.SignedIn, Access.SignedIn);
        r.Crud<Line>(Access.SignedIn, Access.SignedIn, c => c.Without(CrudVerb.Create));
    }).Message.ShouldContain("'line'");

    [Fact, Breaks("KUM2034")]
    public void Neither_can_they_with_a_record_that_has_none() => Problem(r =>
    {
        r.Entity<Order>(e => e.HasMany<Line>(l => l.OrderId, m => m.NestedWrite()));
        r.Crud<Line>(Access.SignedIn, Access.SignedIn);
    }).Message.ShouldContain("'order'");

    [Fact, Keeps("KUM2035")]
    public void A_reference_can_be_shown_with_a_short_field_of_its_target()
    {
        var registry = Fine(r =>
        {
            r.Entity<Delivery>();
            r.Entity<Order>();
        });

        registry.FindEntity("delivery")!.Labels.Select(l => $"{l.Path}: {l.Target.Name}.{l.Label.Name}").ShouldBe(["orderId: order.number"]);
        registry.FindEntity("order")!.Labels.ShouldBeEmpty();
    }

    [Fact, Breaks("KUM2035")]
    public void A_label_that_is_no_field_of_the_target_is_reported()
    {
        var problem = Problem(r =>
        {
            r.Entity<Mislabelled>();
            r.Entity<Order>();
        });
        problem.Member.ShouldBe("Mislabelled.OrderId");
        problem.Message.ShouldContain("'Order' has no stored field 'Nothing'");
    }

    [Fact, Breaks("KUM2035")]
    public void A_label_that_cannot_stand_for_its_record_is_reported() => Problem(r =>
    {
        r.Entity<Verbose>();
        r.Entity<Order>();
    }).Message.ShouldContain("'Order.Remarks' is of type longText");

    [Fact, Breaks("KUM2035")]
    public void A_label_in_a_command_is_reported() => Problem(r =>
    {
        r.Entity<Order>();
        r.WriteHandler<Deliver>("deliver", Access.SignedIn, (_, _) => Task.CompletedTask);
    }).Message.ShouldContain("entities' records");

    public sealed class Delivery : Entity
    {
        [Reference<Order>(Label = nameof(Order.Number))]
        public Guid? OrderId { get; set; }
    }

    public sealed class Mislabelled : Entity
    {
        [Reference<Order>(Label = "Nothing")]
        public Guid? OrderId { get; set; }
    }

    public sealed class Verbose : Entity
    {
        [Reference<Order>(Label = nameof(Order.Remarks))]
        public List<Guid> OrderIds { get; set; } = [];
    }

    public sealed record Deliver([property: Reference<Order>(Label = nameof(Order.Number))] Guid OrderId);

    public sealed class Order : Entity
    {
        public string? Number { get; set; }

        [LongText]
        public string? Remarks { get; set; }
    }

    public sealed class Line : Entity
    {
        [Reference<Order>]
        public Guid? OrderId { get; set; }

        [Reference<Order>]
        public Guid? CopyOfId { get; set; }

        public Guid? Code { get; set; }
    }

    public sealed class Parcel : Entity
    {
        [Reference<Order>]
        public required Guid OrderId { get; set; }
    }

    public sealed class Tag : Entity
    {
        public string? Name { get; set; }
    }

    public sealed class OrderTag : Entity
    {
        [Reference<Order>]
        public required Guid OrderId { get; set; }

        [Reference<Tag>]
        public required Guid TagId { get; set; }
    }
}
