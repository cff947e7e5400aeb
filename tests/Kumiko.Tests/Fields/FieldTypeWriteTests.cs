using System.Text.Json.Nodes;

namespace Kumiko.Tests.Fields;

/// <summary>How values look on the wire and in the log, and which form values that code set are brought into.</summary>
public class FieldTypeWriteTests
{
    private static readonly DateTimeOffset Noon = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<string, string, string> Forms => new()
    {
        { "text", "\"a\\\"<ä>\"", "\"a\\\"<ä>\"" },
        { "bool", "true", "true" },
        { "int", "-5", "-5" },
        { "exact long", "9007199254740991", "9007199254740991" },
        { "long", "\"9007199254740992\"", "9007199254740992" },
        { "smallest long", "\"-9223372036854775808\"", "-9223372036854775808" },
        { "double", "0.1", "0.1" },
        { "decimal", "1.50", "1.50" },
        { "euro", "{\"amount\":1.50,\"currency\":\"EUR\",\"amountScaled\":150,\"amountMinor\":150}", "{\"amount\":1.50,\"currency\":\"EUR\"}" },
        { "yen", "{\"amount\":-150,\"currency\":\"JPY\",\"amountScaled\":-150,\"amountMinor\":-150}", "{\"amount\":-150,\"currency\":\"JPY\"}" },
        { "id", "\"01890a5d-ac96-774b-bcce-b302099a8057\"", "\"01890a5d-ac96-774b-bcce-b302099a8057\"" },
        { "date", "\"0001-02-03\"", "\"0001-02-03\"" },
        { "instant", "\"2026-07-01T12:00:00.000Z\"", "\"2026-07-01T12:00:00.000Z\"" },
        { "precise instant", "\"2026-07-01T12:00:00.000001Z\"", "\"2026-07-01T12:00:00.000001Z\"" },
        {
            "located", "{\"at\":\"2026-07-01T14:00:00\",\"tz\":\"Europe/Berlin\",\"utc\":\"2026-07-01T12:00:00.000Z\"}",
            "{\"tz\":\"Europe/Berlin\",\"utc\":\"2026-07-01T12:00:00.000Z\"}"
        },
        { "list", "[1,\"9007199254740992\"]", "[1,9007199254740992]" },
        { "object", "{\"text\":null,\"count\":1.0000,\"price\":null,\"share\":1,\"total\":null,\"inverse\":1}", "{\"text\":null,\"count\":1.0000,\"price\":null,\"share\":1,\"total\":null,\"inverse\":1}" },
        { "json", "{\"a\":[1]}", "{\"a\":[1]}" },
    };

    private static (FieldType Type, object Value) Sample(string name) => name switch
    {
        "text" => (new TextType(new TextOptions()), "a\"<ä>"),
        "bool" => (new BooleanType(), true),
        "int" => (new IntegerType(null, null), -5),
        "exact long" => (new BigIntegerType(null, null), 9007199254740991),
        "long" => (new BigIntegerType(null, null), 9007199254740992),
        "smallest long" => (new BigIntegerType(null, null), long.MinValue),
        "double" => (new RealType(null, null), 0.1),
        "decimal" => (new DecimalType(5, 2, null, null), 1.50m),
        "euro" => (new MoneyType(null), Money.Of(1.5m, "EUR")),
        "yen" => (new MoneyType(null), Money.Of(-150, "JPY")),
        "id" => (new UuidType(), new Guid("01890A5D-AC96-774B-BCCE-B302099A8057")),
        "date" => (new DateType(null, null), new DateOnly(1, 2, 3)),
        "instant" => (new TimestampType(null, null, null), Noon),
        "precise instant" => (new TimestampType(null, null, null), Noon.AddMicroseconds(1)),
        "located" => (new LocatedTimestampType(null, null), new LocatedTimestamp(Noon, "Europe/Berlin")),
        "list" => (
            new ListType(new BigIntegerType(null, null), ClrList.For(typeof(long[]), typeof(long)), new ItemBounds()), new object?[] { 1L, 9007199254740992 }),
        "object" => (new EmbeddedType(Declared.Schema<Line>(SchemaPurpose.Embedded)), Declared.Schema<Line>(SchemaPurpose.Embedded).Capture(new Line())),
        "json" => (new JsonObjectType(), "{\"a\":[1]}"),
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };

    [Theory, MemberData(nameof(Forms))]
    public void Clients_see_what_they_can_read_and_the_log_keeps_each_fact_once(string name, string wire, string stored)
    {
        var (type, value) = Sample(name);
        Json.Write(type, value, JsonForm.Wire).ShouldBe(wire);
        Json.Write(type, value, JsonForm.Stored).ShouldBe(stored);
    }

    [Fact]
    public void An_instant_that_code_sets_is_kept_in_utc_to_the_microsecond()
    {
        var berlin = new DateTimeOffset(2026, 7, 1, 14, 0, 0, TimeSpan.FromHours(2)).AddTicks(19);
        new TimestampType(null, null, null).Normalize(berlin).ShouldBe(Noon.AddMicroseconds(1));
        ((DateTimeOffset)new TimestampType(null, null, null).Normalize(berlin)).Offset.ShouldBe(TimeSpan.Zero);
        new LocatedTimestampType(null, null).Normalize(new LocatedTimestamp(berlin, "UTC")).ShouldBe(new LocatedTimestamp(Noon.AddMicroseconds(1), "UTC"));
    }

    [Theory]
    [InlineData("1.005", "1.01")]
    [InlineData("-1.005", "-1.01")]
    [InlineData("1", "1.00")]
    [InlineData("-0.0", "0.00")]
    public void A_decimal_that_code_sets_is_rounded_to_its_places(string set, string kept) =>
        Json.Text(new DecimalType(5, 2, null, null).Normalize(decimal.Parse(set))).ShouldBe(kept);

    [Fact]
    public void A_decimal_that_code_sets_too_large_stays_too_large()
    {
        var type = new DecimalType(28, 28, null, null);
        var issues = new IssueList();
        type.Check(type.Normalize(decimal.MaxValue), "f", issues);
        Json.Describe(issues.Issues.ShouldHaveSingleItem()).ShouldBe("f too_big maximum=1 type=number inclusive=false");
    }

    [Fact]
    public void Minus_zero_that_code_sets_is_zero() => Json.Text(new RealType(null, null).Normalize(-0.0)).ShouldBe("0");

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void A_real_number_that_is_none_does_not_pass_the_check(double value)
    {
        var issues = new IssueList();
        new RealType(null, null).Check(value, "f", issues);
        issues.Issues.ShouldHaveSingleItem().Code.ShouldBe(IssueCodes.InvalidType);
    }

    [Fact]
    public void No_money_and_no_place_do_not_pass_the_check()
    {
        var issues = new IssueList();
        new MoneyType(null).Check(default(Money), "m", issues);
        new LocatedTimestampType(null, null).Check(default(LocatedTimestamp), "p", issues);
        issues.Issues.Select(Json.Describe).ShouldBe(["m.currency invalid_type expected=string received=undefined", "p.tz invalid_format format=timezone"]);
    }

    [Fact]
    public void An_enum_value_without_a_name_does_not_pass_the_check()
    {
        var type = new SelectType(OptionSet.OfEnum(typeof(Color)));
        var issues = new IssueList();
        type.Check(type.FromClr((Color)7), "f", issues);
        Json.Describe(issues.Issues.ShouldHaveSingleItem()).ShouldBe("f invalid_value values=red|darkBlue");
    }

    [Fact]
    public void A_stored_option_that_is_gone_cannot_become_an_enum() =>
        Should.Throw<InvalidOperationException>(() => new SelectType(OptionSet.OfEnum(typeof(Color))).ToClr("green")).Message.ShouldContain("'green'");

    [Fact]
    public void A_text_that_code_sets_is_whole_characters()
    {
        string[] whole = ["", "😀", "a😀b"];
        string[] broken = ["\ud83d", "a\ude00b", "\ud83d\ud83d\ude00", "😀"[..1] + "…", "a\0"];
        whole.All(text => !IssuesOf(text).Any).ShouldBeTrue();
        broken.All(text => IssuesOf(text).Issues[0].Code == IssueCodes.InvalidFormat).ShouldBeTrue();

        static IssueList IssuesOf(string text)
        {
            var issues = new IssueList();
            new TextType(new TextOptions()).Check(text, "f", issues);
            return issues;
        }
    }

    [Fact]
    public void An_options_repetition_that_code_sets_is_dropped()
    {
        var type = new MultiSelectType(new SelectType(OptionSet.OfEnum(typeof(Color))), ClrList.For(typeof(List<Color>), typeof(Color)), new ItemBounds());
        Json.Text(type.Normalize(type.FromClr(new List<Color> { Color.Red, Color.DarkBlue, Color.Red }))).ShouldBe("[red, darkBlue]");
    }

    [Theory]
    [InlineData(typeof(List<long>))]
    [InlineData(typeof(long[]))]
    [InlineData(typeof(IReadOnlyList<long>))]
    [InlineData(typeof(IEnumerable<long>))]
    [InlineData(typeof(ICollection<long>))]
    public void A_list_becomes_the_collection_that_the_property_has(Type collection)
    {
        ClrList.ItemTypeOf(collection).ShouldBe(typeof(long));
        var type = new ListType(new BigIntegerType(null, null), ClrList.For(collection, typeof(long)), new ItemBounds());
        var made = type.ToClr(new object?[] { 1L, 2L });
        collection.IsInstanceOfType(made).ShouldBeTrue();
        ((IEnumerable<long>)made).ShouldBe([1, 2]);
    }

    [Theory]
    [InlineData(typeof(string))]
    [InlineData(typeof(HashSet<int>))]
    [InlineData(typeof(Dictionary<int, int>))]
    [InlineData(typeof(int[,]))]
    [InlineData(typeof(int))]
    public void Other_types_are_no_lists(Type type) => ClrList.ItemTypeOf(type).ShouldBeNull();

    [Fact]
    public void A_free_object_that_code_sets_is_kept_in_canonical_form() =>
        new JsonObjectType().FromClr(new JsonObject { ["b"] = 1.50m, ["a"] = "ä" }).ShouldBe("{\"a\":\"ä\",\"b\":1.5}");

    [Fact]
    public void Bounds_that_were_tightened_do_not_matter_to_what_is_stored()
    {
        new IntegerType(1, 2).ReadStored(Json.Parse("9")).ShouldBe(9);
        new TextType(new TextOptions(MaxLength: 1)).ReadStored(Json.Parse("\"abc\"")).ShouldBe("abc");
        new DateType(new DateOnly(2026, 1, 1), null).ReadStored(Json.Parse("\"1999-01-01\"")).ShouldBe(new DateOnly(1999, 1, 1));
        new DecimalType(3, 2, null, null).ReadStored(Json.Parse("99.99")).ShouldBe(99.99m);
        new SelectType(OptionSet.Of(["a"])).ReadStored(Json.Parse("\"gone\"")).ShouldBe("gone");
    }

    [Fact]
    public void A_stored_value_of_another_type_is_not_read() =>
        Should.Throw<InvalidOperationException>(() => new IntegerType(null, null).ReadStored(Json.Parse("\"x\""))).Message.ShouldContain("\"x\"");

    [Fact]
    public void Limits_are_told_to_documentation_and_forms()
    {
        Describe(new TextType(new TextOptions(MinLength: 1, MaxLength: 5, Format: TextFormat.Email))).ShouldBe("minLength=1 maxLength=5 format=email");
        Describe(new TextType(new TextOptions(IsLong: true, MaxLength: null))).ShouldBe("");
        Describe(new IntegerType(1, 5)).ShouldBe("minimum=1 maximum=5 integer=true");
        Describe(new RealType(0.5, null)).ShouldBe("minimum=0.5");
        Describe(new DecimalType(5, 2, null, null)).ShouldBe("precision=5 scale=2");
        Describe(new MoneyType(Currency.Of("EUR"))).ShouldBe("defaultCurrency=EUR");
        Describe(new DateType(new DateOnly(2026, 1, 1), null)).ShouldBe("min=2026-01-01");
        Describe(new TimestampType(null, Noon, "zone")).ShouldBe("max=2026-07-01T12:00:00.000Z locatedBy=zone");
        Describe(new MultiSelectType(new SelectType(OptionSet.Of(["a"])), ClrList.For(typeof(string[]), typeof(string)), new ItemBounds(1, 2)))
            .ShouldBe("minItems=1 maxItems=2");
    }

    private static string Describe(FieldType type) => string.Join(' ', type.Constraints.Select(c => $"{c.Name}={Json.Text(c.Value)}"));
}
