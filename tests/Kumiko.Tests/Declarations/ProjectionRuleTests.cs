namespace Kumiko.Tests.Declarations;

/// <summary>Projections and consumers handle events that can happen, and have rows that can be told apart.</summary>
public class ProjectionRuleTests : DeclarationTest
{
    [Fact, Breaks("KUM6001")]
    public void A_projection_and_a_consumer_of_one_name_are_reported() => Problem(r =>
    {
        Declare(r);
        r.Projection<Row>("sums", p => p.On<Paid>((_, _) => { }));
        r.MultiStreamProjection("sums", p => p.On<Paid>((_, _) => { }));
    }).Message.ShouldContain("'shop:projection:sums'");

    [Fact, Keeps("KUM6001")]
    public void Two_features_may_have_projections_of_one_name() => Fine(
        Shop(r =>
        {
            Declare(r);
            r.Projection<Row>("sums", p => p.On<Paid>((_, _) => { }));
        }),
        Named("other", r =>
        {
            r.Requires("shop");
            r.Projection<OtherRow>("sums", p => p.Table("read_other_sums").On<Paid>((_, _) => { }));
        })).Projections.Select(p => p.Name).ShouldBe(["shop:projection:sums", "other:projection:sums"]);

    [Fact, Breaks("KUM1003")]
    public void A_name_that_cannot_be_qualified_is_reported() => Problem(r => Projection(r, p => p.On<Paid>((_, _) => { }), "daily sums"));

    [Fact, Breaks("KUM6002")]
    public void A_projection_without_handlers_is_reported() => Problem(r => Projection(r, _ => { })).Member.ShouldBe("sums");

    [Fact, Breaks("KUM6002")]
    public void A_consumer_without_handlers_is_reported() => Problem(r => r.MultiStreamProjection("sums", _ => { }));

    [Fact, Keeps("KUM6002")]
    public void One_handler_is_enough() =>
        Fine(r => Projection(r, p => p.On<Paid>((_, _) => { }))).Projections.ShouldHaveSingleItem().EventTypes.ShouldBe(["shop:event:paid"]);

    [Fact, Breaks("KUM6003")]
    public void An_event_that_nobody_declares_is_reported() => Problem(r => Projection(r, p => p.On<Row>((_, _) => { }))).Message.ShouldContain("'Row'");

    [Fact, Breaks("KUM6003")]
    public void The_life_of_an_entity_that_nobody_declares_is_reported() =>
        Problem(r => Projection(r, p => p.On<Created<Stranger>>((_, _) => { }))).Message.ShouldContain("'Stranger'");

    [Fact, Breaks("KUM6003")]
    public void An_event_of_a_feature_that_is_not_required_is_reported() => Problem(
        Shop(Declare), Named("other", r => r.MultiStreamProjection("sums", p => p.On<Paid>((_, _) => { })))).Mend.ShouldBe("Call Requires(\"shop\").");

    [Fact, Breaks("KUM6003")]
    public void That_records_are_restored_which_are_never_marked_is_reported() =>
        Problem(r => Projection(r, p => p.On<Restored<Order>>((_, _) => { }))).Message.ShouldContain("soft delete");

    [Fact, Keeps("KUM6003")]
    public void The_whole_life_of_an_entity_can_be_handled() => Fine(r => Projection(r, p => p
        .On<Created<Note>>((_, _) => { }).On<Updated<Note>>((_, _) => { }).On<Deleted<Note>>((_, _) => { }).On<Restored<Note>>((_, _) => { })
        .On<Archived<Note>>((_, _) => { }).On<Unarchived<Note>>((_, _) => { }).On<Archived<Order>>((_, _) => { })))
        .Projections.ShouldHaveSingleItem().EventTypes.ShouldBe(
            [SystemEvents.Archived, SystemEvents.Restored, "note.created", "note.deleted", "note.restored", "note.updated"]);

    [Fact, Breaks("KUM2022")]
    public void An_event_that_is_handled_twice_is_reported() =>
        Problem(r => Projection(r, p => p.On<Created<Order>>((_, _) => { }).On<Created<Order>>((_, _) => { }))).Message.ShouldContain("'Created<Order>'");

    [Fact, Breaks("KUM6004")]
    public void A_source_that_nobody_declares_is_reported() => Problem(r => Projection(r, p => p.From<Stranger>().On<Paid>((_, _) => { })));

    [Fact, Breaks("KUM6004")]
    public void A_source_of_a_feature_that_is_not_required_is_reported() => Problem(
        Shop(Declare), Named("other", r =>
        {
            r.DefineEvent<Sent>("sent");
            r.Projection<Row>("sums", p => p.From<Order>().On<Sent>((_, _) => { }));
        })).Mend.ShouldBe("Call Requires(\"shop\").");

    [Theory, Breaks("KUM6004")]
    [InlineData(" ")]
    [InlineData("order")]
    public void A_source_that_is_blank_or_an_entity_by_its_name_is_reported(string source) =>
        Problem(r => Projection(r, p => p.From(source).On<Paid>((_, _) => { })));

    [Fact, Breaks("KUM6004")]
    public void The_life_of_an_entity_that_is_no_source_is_reported() =>
        Problem(r => Projection(r, p => p.From<Note>().On<Created<Order>>((_, _) => { }))).Mend.ShouldBe("Add From<Order>().");

    [Fact, Keeps("KUM6004")]
    public void Entities_and_other_streams_can_be_sources_together() => Fine(r => Projection(r, p => p
        .From<Order>().From("till").On<Created<Order>>((_, _) => { }).On<Paid>((_, _) => { })))
        .Projections.ShouldHaveSingleItem().Sources.ShouldBe(["order", "till"]);

    [Fact, Breaks("KUM6005")]
    public void Rows_without_a_key_are_reported() => Problem(r => Projection<Keyless>(r));

    [Fact, Breaks("KUM6005")]
    public void Keys_that_have_many_texts_are_reported() => Problem(r => Projection<DecimalKey>(r)).Member.ShouldBe("DecimalKey.Price");

    [Fact, Breaks("KUM6005")]
    public void Entities_as_rows_are_reported() => Problem(r => Projection<Order>(r));

    [Fact, Keeps("KUM6005")]
    public void Keys_of_several_properties_and_ids_tell_rows_apart() => Fine(r =>
    {
        Declare(r);
        r.Projection<ManyKeys>("many-keys", p => p.On<Paid>((_, _) => { }));
        r.Projection<IdRow>("by-id", p => p.On<Paid>((_, _) => { }));
    }).Projections.Select(p => string.Join(' ', p.Table.Columns.Select(c => c.Name))).ShouldBe(
        ["tenant_id id day customer kind number", "tenant_id id count"]);

    [Fact, Breaks("KUM2002")]
    public void A_key_of_an_entity_is_reported() => Problem(r => r.Entity<KeyedEntity>()).Member.ShouldBe("KeyedEntity.Number");

    [Fact, Breaks("KUM2008")]
    public void An_id_beside_a_key_is_reported() => Problem(r => Projection<KeyAndId>(r)).Member.ShouldBe("KeyAndId.Id");

    [Fact, Breaks("KUM1008")]
    public void A_table_that_belongs_to_an_entity_is_reported() =>
        Problem(r => Projection(r, p => p.Table("read_orders").On<Paid>((_, _) => { }))).Message.ShouldContain("'order'");

    [Fact, Breaks("KUM1009")]
    public void A_table_whose_name_no_database_can_use_is_reported() => Problem(r => Projection(r, p => p.Table("sums").On<Paid>((_, _) => { })));

    [Fact, Breaks("KUM6006")]
    public void One_class_of_rows_for_two_projections_is_reported() => Problem(r =>
    {
        Declare(r);
        r.Projection<Row>("sums", p => p.On<Paid>((_, _) => { }));
        r.MultiStreamProjection<Row>("more-sums", p => p.On<Paid>((_, _) => { }));
    }).Message.ShouldContain("'shop:projection:sums'");

    [Fact, Keeps("KUM6006")]
    public void A_projection_and_a_consumer_with_a_class_of_rows_each_are_fine()
    {
        var registry = Fine(r =>
        {
            Declare(r);
            r.Projection<Row>("sums", p => p.On<Paid>((_, _) => { }));
            r.MultiStreamProjection<OtherRow>("more-sums", p => p.On<Paid>((_, _) => { }).RunIn(Lane.Both).OnFailure(FailurePolicy.Skip));
        });
        registry.Projections.ShouldHaveSingleItem().Table.Name.ShouldBe("read_sums");
        registry.Consumers.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            c => c.Name.ShouldBe("shop:projection:more-sums"), c => c.Table.ShouldNotBeNull().Name.ShouldBe("read_more_sums"),
            c => c.RowType.ShouldBe(typeof(OtherRow)), c => c.Lane.ShouldBe(Lane.Both), c => c.Failure.Then.ShouldBe(FailureAction.Skip));
    }

    [Theory, Breaks("KUM6007")]
    [InlineData(0, 1, 1)]
    [InlineData(1, 0, 1)]
    [InlineData(1, 2, 1)]
    public void A_failure_policy_that_cannot_be_carried_out_is_reported(int attempts, int first, int longest) =>
        Problem(r => Consumer(r, new FailurePolicy { Attempts = attempts, FirstPause = TimeSpan.FromSeconds(first), LongestPause = TimeSpan.FromSeconds(longest) }));

    [Fact, Keeps("KUM6007")]
    public void One_attempt_is_enough() =>
        Fine(r => Consumer(r, FailurePolicy.DeadLetter with { Attempts = 1 })).Consumers.ShouldHaveSingleItem().Delivery.ShouldBe(Delivery.PerInstance);

    private static void Consumer(FeatureBuilder r, FailurePolicy policy)
    {
        Declare(r);
        r.MultiStreamProjection("consumer", p => p.On<Paid>((_, _) => { }).Delivery(Delivery.PerInstance).OnFailure(policy));
    }

    private static void Declare(FeatureBuilder r)
    {
        r.Entity<Order>();
        r.Entity<Note>(e => e.SoftDelete());
        r.DefineEvent<Paid>("paid");
    }

    private static void Projection(FeatureBuilder r, Action<ProjectionBuilder<Row>> configure, string name = "sums")
    {
        Declare(r);
        r.Projection(name, configure);
    }

    private static void Projection<TRow>(FeatureBuilder r)
        where TRow : class
    {
        Declare(r);
        r.Projection<TRow>("sums", p => p.On<Paid>((_, _) => { }));
    }

    public sealed class Order : Entity
    {
        public string? Number { get; set; }
    }

    public sealed class Note : Entity
    {
        public string? Text { get; set; }
    }

    public sealed class Stranger : Entity
    {
        public string? Text { get; set; }
    }

    public sealed class KeyedEntity : Entity
    {
        [Key]
        public string? Number { get; set; }
    }

    public sealed record Paid(int Amount);

    public sealed record Sent(string To);

    public sealed class Row
    {
        [Key]
        public DateOnly Day { get; set; }

        public int Count { get; set; }
    }

    public sealed class OtherRow
    {
        [Key]
        public DateOnly Day { get; set; }
    }

    public sealed class Keyless
    {
        public int Count { get; set; }
    }

    public sealed class DecimalKey
    {
        [Key]
        [Decimal(10, 2)]
        public decimal Price { get; set; }
    }

    public sealed class ManyKeys
    {
        [Key]
        public DateOnly Day { get; set; }

        [Key]
        public Guid? Customer { get; set; }

        [Key]
        public DayOfWeek Kind { get; set; }

        [Key]
        public long Number { get; set; }
    }

    public sealed class IdRow
    {
        public int Count { get; set; }

        public Guid Id { get; set; }
    }

    public sealed class KeyAndId
    {
        [Key]
        public DateOnly Day { get; set; }

        public Guid Id { get; set; }
    }
}
