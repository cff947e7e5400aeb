using System.Text.Json.Nodes;

namespace Kumiko.Tests.Declarations;

/// <summary>What a property says must mean something: it can be stored, validated and shown, or the application does not start.</summary>
public partial class FieldRuleTests : DeclarationTest
{
    [Theory, Breaks("KUM2001")]
    [InlineData(typeof(One<DateTime?>), "DateTimeOffset")]
    [InlineData(typeof(One<float?>), "Use double")]
    [InlineData(typeof(One<short?>), "Use int or long.")]
    [InlineData(typeof(One<byte?>), "Use int or long.")]
    [InlineData(typeof(One<ulong?>), "[NotAField]")]
    [InlineData(typeof(One<char?>), "[NotAField]")]
    [InlineData(typeof(One<TimeSpan?>), "[NotAField]")]
    [InlineData(typeof(One<TenantId?>), "[NotAField]")]
    [InlineData(typeof(One<object>), "[NotAField]")]
    [InlineData(typeof(One<IDisposable>), "[NotAField]")]
    [InlineData(typeof(One<Action>), "[NotAField]")]
    [InlineData(typeof(One<Dictionary<string, int>>), "[NotAField]")]
    [InlineData(typeof(One<List<int>>), "[NotAField]")]
    [InlineData(typeof(One<List<List<Part>>>), "[NotAField]")]
    [InlineData(typeof(One<byte[]>), "[NotAField]")]
    [InlineData(typeof(One<int[,]>), "[NotAField]")]
    [InlineData(typeof(One<List<string>>), "[Select(…)]")]
    [InlineData(typeof(One<List<Guid>>), "[Reference<…>]")]
    [InlineData(typeof(One<List<JsonObject>>), "[NotAField]")]
    public void A_property_of_a_type_that_no_field_can_have_is_reported(Type input, string mend)
    {
        var problem = ProblemOfEntity(input);
        problem.Member.ShouldEndWith(".Value");
        problem.Mend.ShouldContain(mend);
    }

    [Fact, Breaks("KUM2001")]
    public void A_class_that_contains_itself_is_reported() => Problem(r => r.WriteHandler<Tree>("grow", Access.SignedIn, Do));

    [Fact, Keeps("KUM2001")]
    public void Each_type_that_a_field_can_have_is_accepted() => Fine(r => r.Entity<Everything>(e => e.DefaultCurrency("EUR")))
        .FindEntity("everything")!.Schema.Fields.Select(f => $"{f.Name} {f.Type.Kind}").ShouldBe(
        [
            "text text", "longText longText", "flag boolean", "whole number", "big bigInt", "real number", "exact decimal", "price money", "id1 uuid",
            "other reference", "others reference", "day date", "at timestamp", "place locatedTimestamp", "zone tz", "free jsonb", "color select",
            "size select", "colors multiSelect", "sizes multiSelect", "part embedded", "parts embedded",
        ]);

    [Fact, Keeps("KUM2001")]
    public void A_property_that_is_no_field_can_be_of_any_type() =>
        Fine(r => r.Entity<WithOwnBusiness>()).FindEntity("with-own-business")!.Schema.Fields.ShouldHaveSingleItem().Name.ShouldBe("name");

    [Fact, Keeps("KUM2001")]
    public void A_command_takes_lists_of_simple_values_and_objects_within_objects() =>
        Fine(r => r.WriteHandler<Nested>("nest", Access.SignedIn, Do)).FindHandler("shop:write:nest")!.Input!.Fields.Count.ShouldBe(4);

    [Theory, Breaks("KUM2002")]
    [InlineData(typeof(TextOnNumber), "[Text]")]
    [InlineData(typeof(NumberOnText), "[Number]")]
    [InlineData(typeof(DecimalOnInt), "[Decimal]")]
    [InlineData(typeof(DateOnTimestamp), "[Date]")]
    [InlineData(typeof(SelectOnColor), "[Select]")]
    [InlineData(typeof(ReferenceOnText), "[Reference]")]
    [InlineData(typeof(ItemsOnText), "[Items]")]
    [InlineData(typeof(TimeZoneOnGuid), "[TimeZone]")]
    [InlineData(typeof(NumberOnMoney), "[Number]")]
    [InlineData(typeof(TwoKindsOfText), "Only one of")]
    [InlineData(typeof(LocatedByOnLocated), "LocatedBy")]
    [InlineData(typeof(SortableOnComputed), "[Sortable]")]
    public void An_attribute_that_would_do_nothing_is_reported(Type entity, string message)
    {
        var problem = ProblemOfEntity(entity);
        problem.Member.ShouldBe(entity.Name + ".Value");
        problem.Message.ShouldContain(message);
    }

    [Fact, Breaks("KUM2002")]
    public void Only_fields_of_entities_can_be_filterable() =>
        Problem(r => r.WriteHandler<FilterableCommand>("do", Access.SignedIn, Do)).Member.ShouldBe("do.Name");

    [Fact, Breaks("KUM2002")]
    public void The_timestamps_of_a_list_have_no_clock() =>
        Problem(r => r.WriteHandler<ManyClocks>("do", Access.SignedIn, Do)).Member.ShouldBe("do.Times");

    [Fact, Keeps("KUM2002")]
    public void A_commands_lists_can_have_bounds_for_their_length_and_for_their_items() =>
        Fine(r => r.WriteHandler<BoundedLists>("do", Access.SignedIn, Do)).Handlers.ShouldHaveSingleItem();

    [Fact, Keeps("KUM2002")]
    public void A_records_parameter_carries_the_attributes() =>
        Fine(r => r.WriteHandler<OnParameters>("do", Access.SignedIn, Do)).FindHandler("shop:write:do")!.Input!.Find("code")!.Type.Constraints
            .ShouldContain(("maxLength", 3));

    [Theory, Breaks("KUM2003")]
    [InlineData(typeof(BareText))]
    [InlineData(typeof(One<Guid>))]
    [InlineData(typeof(One<DateOnly>))]
    [InlineData(typeof(One<DateTimeOffset>))]
    [InlineData(typeof(One<LocatedTimestamp>))]
    [InlineData(typeof(BareJson))]
    [InlineData(typeof(BarePart))]
    [InlineData(typeof(BareList))]
    public void A_field_that_can_neither_be_empty_nor_has_a_value_is_reported(Type entity) =>
        ProblemOfEntity(entity).Member.ShouldEndWith(".Value");

    [Fact, Breaks("KUM2003")]
    public void A_parameter_whose_default_is_nothing_is_reported() =>
        Problem(r => r.WriteHandler<NullDefault>("do", Access.SignedIn, Do)).Member.ShouldBe("do.Name");

    [Theory, Keeps("KUM2003")]
    [InlineData(typeof(One<string>))]
    [InlineData(typeof(One<bool>))]
    [InlineData(typeof(One<int>))]
    [InlineData(typeof(One<decimal>))]
    [InlineData(typeof(One<Color>))]
    [InlineData(typeof(RequiredText))]
    [InlineData(typeof(InitialText))]
    public void A_field_is_required_or_nullable_or_has_a_value_from_the_start(Type entity) => SchemaOf(entity);

    [Fact, Keeps("KUM2003")]
    public void A_record_with_parameters_may_have_properties_with_initial_values()
    {
        var limit = Fine(r => r.QueryHandler<Page>("page", Access.SignedIn, Answer)).FindHandler("shop:query:page")!.Input!.Find("limit")!;
        limit.Default.ShouldBe(50);
        limit.IsRequired.ShouldBeFalse();
    }

    [Theory, Breaks("KUM2004")]
    [InlineData(typeof(NoDigits))]
    [InlineData(typeof(TooManyDigits))]
    [InlineData(typeof(NegativeScale))]
    [InlineData(typeof(MoreScaleThanDigits))]
    public void A_decimal_with_an_impossible_number_of_digits_is_reported(Type entity) => ProblemOfEntity(entity).Member.ShouldEndWith(".Value");

    [Fact, Keeps("KUM2004")]
    public void A_decimal_has_up_to_28_digits_all_of_which_may_be_behind_the_point() => SchemaOf(typeof(LargestDecimals));

    [Theory, Breaks("KUM2005")]
    [InlineData(typeof(NoOptions))]
    [InlineData(typeof(BlankOption))]
    [InlineData(typeof(OptionTwice))]
    [InlineData(typeof(One<Nothing?>))]
    [InlineData(typeof(One<DifferentCapitals?>))]
    [InlineData(typeof(ListOfNoOptions))]
    public void A_select_without_clear_options_is_reported(Type entity) => ProblemOfEntity(entity).Member.ShouldEndWith(".Value");

    [Fact, Keeps("KUM2005")]
    public void Two_names_of_one_enum_member_are_one_option() =>
        SchemaOf(typeof(One<Synonyms>)).Fields[0].Type.Options.ShouldBe(["red", "blue"]);

    [Theory, Breaks("KUM2006")]
    [InlineData(typeof(TooLongFromTheStart), "too_big at 'value'")]
    [InlineData(typeof(TooLargeFromTheStart), "too_big at 'value'")]
    [InlineData(typeof(NoOptionFromTheStart), "invalid_value at 'value'")]
    [InlineData(typeof(One<FromOne>), "invalid_value at 'value'")]
    [InlineData(typeof(TooFewFromTheStart), "too_small at 'value'")]
    [InlineData(typeof(NoEmailFromTheStart), "invalid_format at 'value'")]
    [InlineData(typeof(NoZoneFromTheStart), "invalid_format at 'value'")]
    [InlineData(typeof(NoNumberFromTheStart), "invalid_type at 'value'")]
    [InlineData(typeof(InvalidPartFromTheStart), "too_big at 'value.Name'")]
    public void An_initial_value_that_breaks_the_fields_own_rules_is_reported(Type entity, string message) =>
        ProblemOfEntity(entity).Message.ShouldContain(message, Case.Insensitive);

    [Fact, Keeps("KUM2006")]
    public void An_initial_value_within_the_bounds_becomes_the_default() =>
        SchemaOf(typeof(WithinTheBounds)).Find("value")!.Default.ShouldBe(10);

    [Theory, Breaks("KUM2007")]
    [InlineData(typeof(TextBackwards))]
    [InlineData(typeof(TextOfNoLength))]
    [InlineData(typeof(LongTextOfNegativeLength))]
    [InlineData(typeof(NumberBackwards))]
    [InlineData(typeof(NothingWhole))]
    [InlineData(typeof(BeyondInt))]
    [InlineData(typeof(DateBackwards))]
    [InlineData(typeof(DateUnreadable))]
    [InlineData(typeof(TimestampBackwards))]
    [InlineData(typeof(TimestampWithOffset))]
    public void Bounds_that_leave_nothing_between_them_are_reported(Type entity) => ProblemOfEntity(entity).Member.ShouldBe(entity.Name + ".Value");

    [Fact, Keeps("KUM2007")]
    public void A_single_value_is_enough_between_bounds() => SchemaOf(typeof(ExactlyOne));

    [Fact, Keeps("KUM2007")]
    public void Bounds_beyond_what_a_number_can_hold_are_no_bounds() => SchemaOf(typeof(WideBounds));

    [Fact, Breaks("KUM2008")]
    public void A_field_that_hides_a_member_of_the_framework_is_reported() =>
        Problem(r => r.Entity<OwnVersion>()).Member.ShouldBe("OwnVersion.Version");

    [Fact, Breaks("KUM2008")]
    public void A_field_whose_column_belongs_to_soft_delete_is_reported() =>
        Problem(r => r.Entity<OwnDeletion>()).Member.ShouldBe("OwnDeletion.IsDeleted");

    [Fact, Breaks("KUM2008")]
    public void Two_fields_with_one_name_on_the_wire_are_reported() => Problem(r => r.Entity<SameWireName>()).Member.ShouldBe("SameWireName.Url");

    [Fact, Breaks("KUM2008")]
    public void A_field_whose_column_belongs_to_an_amounts_currency_is_reported() =>
        Problem(r => r.Entity<SameColumn>(e => e.DefaultCurrency("EUR"))).Member.ShouldBe("SameColumn.PriceCurrency");

    [Fact, Breaks("KUM2008")]
    public void Two_members_of_a_command_with_one_name_on_the_wire_are_reported() =>
        Problem(r => r.WriteHandler<SameNameCommand>("do", Access.SignedIn, Do)).Member.ShouldBe("do.Url");

    [Fact, Keeps("KUM2008")]
    public void A_command_may_have_members_that_are_taken_in_entities() =>
        Fine(r => r.WriteHandler<Change>("do", Access.SignedIn, Do)).Handlers.ShouldHaveSingleItem();

    [Theory, Breaks("KUM2009")]
    [InlineData(typeof(ClockWithoutSibling))]
    [InlineData(typeof(ClockAtText))]
    [InlineData(typeof(ClockAtNoField))]
    public void A_clock_that_hangs_nowhere_is_reported(Type entity) => ProblemOfEntity(entity).Member.ShouldBe(entity.Name + ".At");

    [Fact, Keeps("KUM2009")]
    public void A_clock_hangs_where_a_sibling_says() => SchemaOf(typeof(ClockAtZone));

    [Fact, Keeps("KUM2009")]
    public void A_records_parameter_can_be_the_zone_of_another() =>
        Fine(r => r.WriteHandler<Meet>("meet", Access.SignedIn, Do)).Handlers.ShouldHaveSingleItem();

    [Theory, Breaks("KUM2011")]
    [InlineData(typeof(SortableLongText))]
    [InlineData(typeof(FilterableLongText))]
    [InlineData(typeof(FilterableJson))]
    [InlineData(typeof(SortableId))]
    [InlineData(typeof(SortableList))]
    public void A_field_that_cannot_be_compared_is_neither_filterable_nor_sortable(Type entity) =>
        ProblemOfEntity(entity).Member.ShouldBe(entity.Name + ".Value");

    [Fact, Keeps("KUM2011")]
    public void Comparable_fields_are_filterable_and_sortable()
    {
        var field = SchemaOf(typeof(SortableText)).Find("value")!;
        (field.IsSortable, field.IsFilterable).ShouldBe((true, true));
    }

    [Theory, Breaks("KUM2013")]
    [InlineData(typeof(One<Whole>), "One.Whole.Part")]
    [InlineData(typeof(One<Listed>), "One.Listed.Parts")]
    [InlineData(typeof(One<Empty>), "One.Value")]
    [InlineData(typeof(One<HoldsJson>), "One.Value")]
    [InlineData(typeof(One<HoldsOptions>), "One.Value")]
    public void An_embedded_object_holds_only_simple_fields(Type entity, string member) => ProblemOfEntity(entity).Member.ShouldBe(member);

    [Fact, Keeps("KUM2013")]
    public void An_embedded_object_computes_its_get_only_properties() =>
        ((EmbeddedType)SchemaOf(typeof(One<Line>)).Fields[0].Type).Schema.Find("total")!.IsComputed.ShouldBeTrue();

    [Theory, Breaks("KUM2014")]
    [InlineData(typeof(NegativeItems))]
    [InlineData(typeof(NoItems))]
    [InlineData(typeof(ItemsBackwards))]
    public void A_list_that_can_have_no_length_is_reported(Type entity) => ProblemOfEntity(entity).Member.ShouldBe(entity.Name + ".Value");

    [Fact, Keeps("KUM2014")]
    public void A_list_may_have_exactly_one_length() => SchemaOf(typeof(ThreeItems));

    [Theory, Breaks("KUM2018")]
    [InlineData(typeof(Abstract))]
    [InlineData(typeof(Hidden))]
    [InlineData(typeof(NeedsSomething))]
    [InlineData(typeof(Fails))]
    [InlineData(typeof(PrivateSet))]
    [InlineData(typeof(One<Shape>))]
    [InlineData(typeof(One<Currency>))]
    public void A_class_that_cannot_be_made_is_reported(Type entity) => ProblemOfEntity(entity).Message.ShouldNotBeEmpty();

    [Fact, Breaks("KUM2018")]
    public void A_parameter_that_is_no_field_is_reported() => Problem(r => r.WriteHandler<Secretive>("do", Access.SignedIn, Do)).Member.ShouldBe("do");

    [Fact, Breaks("KUM2018")]
    public void An_event_that_cannot_be_made_is_reported() => Problem(r => r.DefineEvent<Shape>("shaped")).Member.ShouldBe("shaped");

    [Fact, Keeps("KUM2018")]
    public void A_class_is_made_with_or_without_parameters()
    {
        var registry = Fine(r =>
        {
            r.WriteHandler<Nothing2>("nothing", Access.SignedIn, Do);
            r.WriteHandler<WithConstructor>("constructed", Access.SignedIn, Do);
            r.QueryHandler<Page>("page", Access.SignedIn, Answer);
        });
        registry.Handlers.Count.ShouldBe(3);
    }

    private static Task Do<TCommand>(TCommand command, WriteContext context) => Task.CompletedTask;

    private static Task<object?> Answer<TQuery>(TQuery query, QueryContext context) => Task.FromResult<object?>(null);

    private static Diagnostic ProblemOfEntity(Type entity) => Only(ProblemsOf(entity, out _));

    private static RecordSchema SchemaOf(Type entity)
    {
        ProblemsOf(entity, out var schema).ShouldBeEmpty();
        return schema.ShouldNotBeNull();
    }

    private static IReadOnlyList<Diagnostic> ProblemsOf(Type entity, out RecordSchema? schema)
    {
        var diagnostics = new DiagnosticList();
        schema = new SchemaFactory("shop", entity.Name.Split('`')[0], null, diagnostics, Currency.Of("EUR")).Create(entity, SchemaPurpose.Entity);
        return diagnostics.Diagnostics;
    }
}
