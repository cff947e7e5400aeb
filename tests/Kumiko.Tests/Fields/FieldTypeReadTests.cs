namespace Kumiko.Tests.Fields;

/// <summary>What each field type makes of JSON: a value, or issues that say exactly what is wrong.</summary>
public class FieldTypeReadTests
{
    [Theory]
    [InlineData("\"\"", "")]
    [InlineData("\"abc\"", "abc")]
    [InlineData("\"abcdef\"", null, "f too_big maximum=5 type=string inclusive=true")]
    [InlineData("\"\\u00e9😀\"", "é😀")]
    [InlineData("\"\\ud83d\\ude00\"", "😀")]
    [InlineData("\"a\\nb\\tc\"", "a\nb\tc")]
    [InlineData("\"\\u0001\"", "\u0001")]
    [InlineData("\"\\u0000\"", null, "f invalid_format format=unicode")]
    [InlineData("\"a\\ud800\"", null, "f invalid_format format=unicode")]
    [InlineData("\"\\udc00a\"", null, "f invalid_format format=unicode")]
    [InlineData("1", null, "f invalid_type expected=string received=number")]
    [InlineData("true", null, "f invalid_type expected=string received=boolean")]
    [InlineData("[]", null, "f invalid_type expected=string received=array")]
    [InlineData("{}", null, "f invalid_type expected=string received=object")]
    public void Text_of_at_most_five_characters(string json, string? value, string? issue = null) => Reads(new TextType(new TextOptions(MaxLength: 5)), json, value, issue);

    [Theory]
    [InlineData("\"\"", "f too_small minimum=1 type=string inclusive=true")]
    [InlineData("\"a\"", null)]
    public void Text_of_at_least_one_character(string json, string? issue) =>
        Reads(new TextType(new TextOptions(MinLength: 1)), json, issue is null ? "a" : null, issue);

    [Theory]
    [InlineData(TextFormat.Email, "a@b.example", true)]
    [InlineData(TextFormat.Email, "first.last+tag@sub.example.org", true)]
    [InlineData(TextFormat.Email, "ä@bücher.example", true)]
    [InlineData(TextFormat.Email, "a@b", false)]
    [InlineData(TextFormat.Email, "a b@c.de", false)]
    [InlineData(TextFormat.Email, "@b.de", false)]
    [InlineData(TextFormat.Email, "a@@b.de", false)]
    [InlineData(TextFormat.Email, "a@b..de", false)]
    [InlineData(TextFormat.Email, "a@b.de\n", false)]
    [InlineData(TextFormat.Url, "https://example.org/a?b=c#d", true)]
    [InlineData(TextFormat.Url, "http://localhost:8080", true)]
    [InlineData(TextFormat.Url, "example.org", false)]
    [InlineData(TextFormat.Url, "/relative", false)]
    [InlineData(TextFormat.Url, "javascript:alert(1)", false)]
    [InlineData(TextFormat.Url, "ftp://example.org", false)]
    [InlineData(TextFormat.Url, "https://exa mple.org", false)]
    [InlineData(TextFormat.Phone, "+49 (30) 123-45/6", true)]
    [InlineData(TextFormat.Phone, "110", true)]
    [InlineData(TextFormat.Phone, "12", false)]
    [InlineData(TextFormat.Phone, "1234567890123456", false)]
    [InlineData(TextFormat.Phone, "call me", false)]
    [InlineData(TextFormat.Phone, "++49 30 123", false)]
    [InlineData(TextFormat.Any, "anything", true)]
    public void Text_of_a_format(TextFormat format, string text, bool isValid)
    {
        var (_, issues) = Json.Read(new TextType(new TextOptions(Format: format)), System.Text.Json.JsonSerializer.Serialize(text));
        issues.Select(Json.Describe).ShouldBe(isValid ? [] : [$"f invalid_format format={format.ToString().ToLowerInvariant()}"]);
    }

    [Theory]
    [InlineData(TextFormat.Email)]
    [InlineData(TextFormat.Url)]
    [InlineData(TextFormat.Phone)]
    public void An_optional_text_of_a_format_may_be_empty(TextFormat format) => Reads(new TextType(new TextOptions(Format: format)), "\"\"", "", null);

    [Theory]
    [InlineData("true", "true")]
    [InlineData("false", "false")]
    [InlineData("\"true\"", null, "f invalid_type expected=boolean received=string")]
    [InlineData("1", null, "f invalid_type expected=boolean received=number")]
    [InlineData("{}", null, "f invalid_type expected=boolean received=object")]
    public void Boolean(string json, string? value, string? issue = null) => Reads(new BooleanType(), json, value, issue);

    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0", "0")]
    [InlineData("3", "3")]
    [InlineData("3.0", "3")]
    [InlineData("3e0", "3")]
    [InlineData("0.3e1", "3")]
    [InlineData("3.00000000000000000000000000000000000000", "3")]
    [InlineData("2147483647", "2147483647")]
    [InlineData("-2147483648", "-2147483648")]
    [InlineData("3.5", null, "f invalid_type expected=int received=number")]
    [InlineData("1e-30", null, "f invalid_type expected=int received=number")]
    [InlineData("1e-400", null, "f invalid_type expected=int received=number")]
    [InlineData("3.000000000000000000000000000000000001", null, "f invalid_type expected=int received=number")]
    [InlineData("0e400", "0")]
    [InlineData("2147483648", null, "f too_big maximum=2147483647 type=number inclusive=true")]
    [InlineData("-2147483649", null, "f too_small minimum=-2147483648 type=number inclusive=true")]
    [InlineData("2147483647.5", null, "f too_big maximum=2147483647 type=number inclusive=true")]
    [InlineData("1e30", null, "f too_big maximum=2147483647 type=number inclusive=true")]
    [InlineData("1e400", null, "f too_big maximum=2147483647 type=number inclusive=true")]
    [InlineData("-1e400", null, "f too_small minimum=-2147483648 type=number inclusive=true")]
    [InlineData("\"3\"", null, "f invalid_type expected=number received=string")]
    [InlineData("[3]", null, "f invalid_type expected=number received=array")]
    public void Whole_number_of_32_bits(string json, string? value, string? issue = null) => Reads(new IntegerType(null, null), json, value, issue);

    [Theory]
    [InlineData("1", "1")]
    [InlineData("5", "5")]
    [InlineData("0", null, "f too_small minimum=1 type=number inclusive=true")]
    [InlineData("6", null, "f too_big maximum=5 type=number inclusive=true")]
    [InlineData("1e400", null, "f too_big maximum=5 type=number inclusive=true")]
    [InlineData("-1e400", null, "f too_small minimum=1 type=number inclusive=true")]
    public void Whole_number_from_one_to_five(string json, string? value, string? issue = null) => Reads(new IntegerType(1, 5), json, value, issue);

    [Theory]
    [InlineData("9007199254740993", "9007199254740993")]
    [InlineData("\"9007199254740993\"", "9007199254740993")]
    [InlineData("\"-5\"", "-5")]
    [InlineData("9223372036854775807", "9223372036854775807")]
    [InlineData("-9223372036854775808", "-9223372036854775808")]
    [InlineData("\"-9223372036854775808\"", "-9223372036854775808")]
    [InlineData("3.0", "3")]
    [InlineData("1e3", "1000")]
    [InlineData("9223372036854775808", null, "f too_big maximum=9223372036854775807 type=number inclusive=true")]
    [InlineData("-9223372036854775809", null, "f too_small minimum=-9223372036854775808 type=number inclusive=true")]
    [InlineData("\"9223372036854775808\"", null, "f too_big maximum=9223372036854775807 type=number inclusive=true")]
    [InlineData("1e400", null, "f too_big maximum=9223372036854775807 type=number inclusive=true")]
    [InlineData("-1e400", null, "f too_small minimum=-9223372036854775808 type=number inclusive=true")]
    [InlineData("3.5", null, "f invalid_type expected=bigint received=number")]
    [InlineData("\"3.5\"", null, "f invalid_type expected=bigint received=string")]
    [InlineData("\"\"", null, "f invalid_type expected=bigint received=string")]
    [InlineData("\"1,000\"", null, "f invalid_type expected=bigint received=string")]
    [InlineData("\" 1\"", null, "f invalid_type expected=bigint received=string")]
    [InlineData("\"\\ud800\"", null, "f invalid_type expected=bigint received=string")]
    [InlineData("true", null, "f invalid_type expected=bigint received=boolean")]
    public void Whole_number_of_64_bits(string json, string? value, string? issue = null) => Reads(new BigIntegerType(null, null), json, value, issue);

    [Theory]
    [InlineData("0.1", "0.1")]
    [InlineData("-0", "0")]
    [InlineData("-0.0", "0")]
    [InlineData("1e308", "1E+308")]
    [InlineData("1e-400", "0")]
    [InlineData("5e-324", "5E-324")]
    [InlineData("1e400", null, "f too_big maximum=1.7976931348623157E+308 type=number inclusive=true")]
    [InlineData("-1e400", null, "f too_small minimum=-1.7976931348623157E+308 type=number inclusive=true")]
    [InlineData("\"0.1\"", null, "f invalid_type expected=number received=string")]
    public void Real_number(string json, string? value, string? issue = null) => Reads(new RealType(null, null), json, value, issue);

    [Theory]
    [InlineData("0.5", "0.5")]
    [InlineData("0.4", null, "f too_small minimum=0.5 type=number inclusive=true")]
    [InlineData("1e400", null, "f too_big maximum=1.5 type=number inclusive=true")]
    public void Real_number_from_a_half_to_one_and_a_half(string json, string? value, string? issue = null) => Reads(new RealType(0.5, 1.5), json, value, issue);

    [Theory]
    [InlineData("0", "0.00")]
    [InlineData("-0", "0.00")]
    [InlineData("-0.00", "0.00")]
    [InlineData("1.5", "1.50")]
    [InlineData("1.500", "1.50")]
    [InlineData("15e-1", "1.50")]
    [InlineData("\"1.5\"", "1.50")]
    [InlineData("\"-1.5\"", "-1.50")]
    [InlineData("999.99", "999.99")]
    [InlineData("-999.99", "-999.99")]
    [InlineData("0.001", null, "f not_multiple_of divisor=0.01")]
    [InlineData("1e-30", null, "f not_multiple_of divisor=0.01")]
    [InlineData("1e-400", null, "f not_multiple_of divisor=0.01")]
    [InlineData("1.0000000000000000000000000000000001", null, "f not_multiple_of divisor=0.01")]
    [InlineData("1000", null, "f too_big maximum=1000 type=number inclusive=false")]
    [InlineData("-1000", null, "f too_small minimum=-1000 type=number inclusive=false")]
    [InlineData("1e30", null, "f too_big maximum=1000 type=number inclusive=false")]
    [InlineData("-1e400", null, "f too_small minimum=-1000 type=number inclusive=false")]
    [InlineData("\"99999999999999999999999999999999\"", null, "f too_big maximum=1000 type=number inclusive=false")]
    [InlineData("\"1e2\"", null, "f invalid_type expected=number received=string")]
    [InlineData("\"1,5\"", null, "f invalid_type expected=number received=string")]
    [InlineData("\"\"", null, "f invalid_type expected=number received=string")]
    [InlineData("null", null, "f invalid_type expected=number received=null")]
    public void Decimal_of_five_digits_two_of_them_behind_the_point(string json, string? value, string? issue = null) =>
        Reads(new DecimalType(5, 2, null, null), json, value, issue);

    [Theory]
    [InlineData("1.5", "1.50")]
    [InlineData("2.01", null, "f too_big maximum=2 type=number inclusive=true")]
    [InlineData("1e400", null, "f too_big maximum=2 type=number inclusive=true")]
    public void Decimal_of_at_most_two(string json, string? value, string? issue = null) => Reads(new DecimalType(5, 2, null, 2), json, value, issue);

    [Theory]
    [InlineData("9999999999999999999999999999", "9999999999999999999999999999")]
    [InlineData("10000000000000000000000000000", null, "f too_big maximum=10000000000000000000000000000 type=number inclusive=false")]
    public void Decimal_of_28_digits(string json, string? value, string? issue = null) => Reads(new DecimalType(28, 0, null, null), json, value, issue);

    [Theory]
    [InlineData("12.5", "12.50 EUR")]
    [InlineData("{\"amount\":12.5,\"currency\":\"EUR\"}", "12.50 EUR")]
    [InlineData("{\"amount\":\"12.50\",\"currency\":\"EUR\"}", "12.50 EUR")]
    [InlineData("{\"amount\":12.5}", "12.50 EUR")]
    [InlineData("{\"amount\":-1250,\"currency\":\"JPY\"}", "-1250 JPY")]
    [InlineData("{\"amount\":1.234,\"currency\":\"KWD\"}", "1.234 KWD")]
    [InlineData("{\"amount\":1.50,\"currency\":\"EUR\",\"amountScaled\":150,\"amountMinor\":150}", "1.50 EUR")]
    [InlineData("{\"\\ud800\":1,\"amount\":1,\"currency\":\"EUR\"}", "1.00 EUR")]
    [InlineData("{\"amou\\ud800\":1,\"amount\":1}", "1.00 EUR")]
    [InlineData("92233720368547758.07", "92233720368547758.07 EUR")]
    [InlineData("0.001", null, "f not_multiple_of divisor=0.01")]
    [InlineData("1e-400", null, "f not_multiple_of divisor=0.01")]
    [InlineData("1.0000000000000000000000000000000001", null, "f not_multiple_of divisor=0.01")]
    [InlineData("{\"amount\":1.5,\"currency\":\"JPY\"}", null, "f.amount not_multiple_of divisor=1")]
    [InlineData("92233720368547759", null, "f too_big maximum=92233720368547758 type=number inclusive=true")]
    [InlineData("1e400", null, "f too_big maximum=92233720368547758 type=number inclusive=true")]
    [InlineData("{\"amount\":-1e400}", null, "f.amount too_small minimum=-92233720368547758 type=number inclusive=true")]
    [InlineData("{\"amount\":1,\"currency\":\"eur\"}", null, "f.currency invalid_format format=currency")]
    [InlineData("{\"amount\":1,\"currency\":\"\\ud800\"}", null, "f.currency invalid_format format=unicode")]
    [InlineData("{\"amount\":1,\"currency\":978}", null, "f.currency invalid_type expected=string received=number")]
    [InlineData("{\"amount\":1,\"currency\":null}", null, "f.currency invalid_type expected=string received=null")]
    [InlineData("{\"amount\":null,\"currency\":\"EUR\"}", null, "f.amount invalid_type expected=number received=null")]
    [InlineData("{\"amount\":\"a lot\",\"currency\":\"EUR\"}", null, "f.amount invalid_type expected=number received=string")]
    [InlineData("{\"currency\":\"EUR\"}", null, "f.amount invalid_type expected=number received=undefined")]
    [InlineData("{}", null, "f.amount invalid_type expected=number received=undefined")]
    [InlineData("\"12.50\"", null, "f invalid_type expected=object received=string")]
    [InlineData("[]", null, "f invalid_type expected=object received=array")]
    public void Money_with_a_default_currency(string json, string? value, string? issue = null) => Reads(new MoneyType(Currency.Of("EUR")), json, value, issue);

    [Theory]
    [InlineData("{\"amount\":1,\"currency\":\"USD\"}", "1.00 USD")]
    [InlineData("{\"amount\":1}", null, "f.currency invalid_type expected=string received=undefined")]
    [InlineData("1", null, "f invalid_type expected=object received=number")]
    public void Money_without_a_default_currency(string json, string? value, string? issue = null) => Reads(new MoneyType(null), json, value, issue);

    [Theory]
    [InlineData("\"01890a5d-ac96-774b-bcce-b302099a8057\"", "01890a5d-ac96-774b-bcce-b302099a8057")]
    [InlineData("\"01890A5D-AC96-774B-BCCE-B302099A8057\"", "01890a5d-ac96-774b-bcce-b302099a8057")]
    [InlineData("\"01890a5dac96774bbcceb302099a8057\"", null, "f invalid_format format=uuid")]
    [InlineData("\"{01890a5d-ac96-774b-bcce-b302099a8057}\"", null, "f invalid_format format=uuid")]
    [InlineData("\"\"", null, "f invalid_format format=uuid")]
    [InlineData("\"\\ud800\"", null, "f invalid_format format=unicode")]
    [InlineData("5", null, "f invalid_type expected=string received=number")]
    public void Uuid(string json, string? value, string? issue = null) => Reads(new UuidType(), json, value, issue);

    [Theory]
    [InlineData("\"2026-02-28\"", "2026-02-28")]
    [InlineData("\"2024-02-29\"", "2024-02-29")]
    [InlineData("\"2026-02-29\"", null, "f invalid_format format=date")]
    [InlineData("\"2026-2-28\"", null, "f invalid_format format=date")]
    [InlineData("\"2026-02-28T00:00:00Z\"", null, "f invalid_format format=date")]
    [InlineData("\"28.02.2026\"", null, "f invalid_format format=date")]
    [InlineData("\"\"", null, "f invalid_format format=date")]
    [InlineData("\"1999-12-31\"", null, "f too_small minimum=2000-01-01 type=date inclusive=true")]
    [InlineData("\"2100-01-01\"", null, "f too_big maximum=2099-12-31 type=date inclusive=true")]
    [InlineData("20260228", null, "f invalid_type expected=string received=number")]
    public void Date_of_this_century(string json, string? value, string? issue = null) =>
        Reads(new DateType(new DateOnly(2000, 1, 1), new DateOnly(2099, 12, 31)), json, value, issue);

    [Theory]
    [InlineData("\"2026-05-04T03:02:01Z\"", "2026-05-04T03:02:01.000Z")]
    [InlineData("\"2026-05-04T03:02Z\"", "2026-05-04T03:02:00.000Z")]
    [InlineData("\"2026-05-04T03:02:01.5Z\"", "2026-05-04T03:02:01.500Z")]
    [InlineData("\"2026-05-04T03:02:01.1234567Z\"", "2026-05-04T03:02:01.123456Z")]
    [InlineData("\"2026-05-04T03:02:01+02:00\"", null, "f invalid_format format=datetime")]
    [InlineData("\"2026-05-04T03:02:01\"", null, "f invalid_format format=datetime")]
    [InlineData("\"2026-05-04\"", null, "f invalid_format format=datetime")]
    [InlineData("\"2026-05-04T24:00:00Z\"", null, "f invalid_format format=datetime")]
    [InlineData("\"2026-05-04 03:02:01Z\"", null, "f invalid_format format=datetime")]
    [InlineData("\"now\"", null, "f invalid_format format=datetime")]
    [InlineData("\"1999-12-31T23:59:59Z\"", null, "f too_small minimum=2000-01-01T00:00:00.000Z type=date inclusive=true")]
    [InlineData("\"9999-12-31T23:59:59Z\"", null, "f too_big maximum=2100-01-01T00:00:00.000Z type=date inclusive=true")]
    [InlineData("1777863721", null, "f invalid_type expected=string received=number")]
    public void Timestamp_of_this_century(string json, string? value, string? issue = null) => Reads(
        new TimestampType(new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero), null), json, value, issue);

    [Theory]
    [InlineData("\"Europe/Berlin\"", "Europe/Berlin")]
    [InlineData("\"UTC\"", "UTC")]
    [InlineData("\"Atlantis/Capital\"", null, "f invalid_format format=timezone")]
    [InlineData("\"europe/berlin\"", null, "f invalid_format format=timezone")]
    [InlineData("\"\"", null, "f invalid_format format=timezone")]
    [InlineData("\"+02:00\"", null, "f invalid_format format=timezone")]
    [InlineData("2", null, "f invalid_type expected=string received=number")]
    public void Time_zone(string json, string? value, string? issue = null) => Reads(new TimeZoneType(), json, value, issue);

    [Theory]
    [InlineData("{\"at\":\"2026-07-01T09:00\",\"tz\":\"Europe/Berlin\"}", "2026-07-01T07:00:00.000Z in Europe/Berlin")]
    [InlineData("{\"at\":\"2026-01-01T09:00:00.1234567\",\"tz\":\"Europe/Berlin\"}", "2026-01-01T08:00:00.123456Z in Europe/Berlin")]
    [InlineData("{\"utc\":\"2026-01-01T08:00:00Z\",\"tz\":\"Europe/Berlin\"}", "2026-01-01T08:00:00.000Z in Europe/Berlin")]
    [InlineData("{\"utc\":\"2026-01-01T08:00:00Z\",\"at\":\"1900-01-01T00:00\",\"tz\":\"Europe/Berlin\"}", "2026-01-01T08:00:00.000Z in Europe/Berlin")]
    [InlineData("{\"\\udc00\":1,\"utc\":\"2026-01-01T08:00:00Z\",\"tz\":\"UTC\"}", "2026-01-01T08:00:00.000Z in UTC")]
    [InlineData("{\"at\":\"2026-07-01T09:00\"}", null, "f.tz invalid_type expected=string received=undefined")]
    [InlineData("{\"tz\":\"Europe/Berlin\"}", null, "f.at invalid_type expected=string received=undefined")]
    [InlineData("{\"at\":\"2026-07-01T09:00\",\"tz\":\"Nowhere\"}", null, "f.tz invalid_format format=timezone")]
    [InlineData("{\"at\":\"2026-07-01T09:00\",\"tz\":2}", null, "f.tz invalid_type expected=string received=number")]
    [InlineData("{\"at\":\"2026-07-01T09:00Z\",\"tz\":\"Europe/Berlin\"}", null, "f.at invalid_format format=datetime")]
    [InlineData("{\"at\":5,\"tz\":\"Europe/Berlin\"}", null, "f.at invalid_type expected=string received=number")]
    [InlineData("{\"utc\":\"2026-07-01T09:00\",\"tz\":\"Europe/Berlin\"}", null, "f.utc invalid_format format=datetime")]
    [InlineData("{\"at\":\"0001-01-01T00:00\",\"tz\":\"Asia/Tokyo\"}", null, "f.at invalid_format format=datetime")]
    [InlineData("{\"at\":\"9999-12-31T23:59\",\"tz\":\"America/New_York\"}", null, "f.at invalid_format format=datetime")]
    [InlineData("{\"utc\":\"9999-12-31T23:59:59Z\",\"tz\":\"Asia/Tokyo\"}", null, "f.utc invalid_format format=datetime")]
    [InlineData("{\"utc\":\"0001-01-01T00:00:00Z\",\"tz\":\"America/New_York\"}", null, "f.utc invalid_format format=datetime")]
    [InlineData("\"2026-01-01T08:00:00Z\"", null, "f invalid_type expected=object received=string")]
    public void Located_timestamp(string json, string? value, string? issue = null) => Reads(new LocatedTimestampType(null, null), json, value, issue);

    [Theory]
    [InlineData("{\"utc\":\"1999-01-01T08:00:00Z\",\"tz\":\"UTC\"}", "f.utc too_small minimum=2000-01-01T00:00:00.000Z type=date inclusive=true")]
    [InlineData("{\"at\":\"1999-01-01T08:00:00\",\"tz\":\"UTC\"}", "f.utc too_small minimum=2000-01-01T00:00:00.000Z type=date inclusive=true")]
    public void Located_timestamp_of_this_century(string json, string issue) =>
        Reads(new LocatedTimestampType(new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero), null), json, null, issue);

    [Theory]
    [InlineData("\"red\"", "red")]
    [InlineData("\"Red\"", null, "f invalid_value values=red|blue")]
    [InlineData("\"green\"", null, "f invalid_value values=red|blue")]
    [InlineData("0", null, "f invalid_type expected=string received=number")]
    public void Select(string json, string? value, string? issue = null) => Reads(new SelectType(OptionSet.Of(["red", "blue"])), json, value, issue);

    [Theory]
    [InlineData("[]", "[]")]
    [InlineData("[\"red\",\"blue\"]", "[red, blue]")]
    [InlineData("[\"blue\",\"red\",\"blue\"]", "[blue, red]")]
    [InlineData("[\"red\",\"green\"]", null, "f.1 invalid_value values=red|blue|white")]
    [InlineData("[null]", null, "f.0 invalid_type expected=select received=null")]
    [InlineData("[1]", null, "f.0 invalid_type expected=string received=number")]
    [InlineData("[\"red\",\"blue\",\"white\"]", null, "f too_big maximum=2 type=array inclusive=true")]
    [InlineData("\"red\"", null, "f invalid_type expected=array received=string")]
    [InlineData("{}", null, "f invalid_type expected=array received=object")]
    public void At_most_two_options(string json, string? value, string? issue = null) => Reads(
        new MultiSelectType(new SelectType(OptionSet.Of(["red", "blue", "white"])), ClrList.For(typeof(List<string>), typeof(string)), new ItemBounds(null, 2)), json, value, issue);

    [Fact]
    public void Repeated_options_do_not_count_towards_the_smallest_number() => Reads(
        new MultiSelectType(new SelectType(OptionSet.Of(["red", "blue"])), ClrList.For(typeof(List<string>), typeof(string)), new ItemBounds(2)),
        "[\"red\",\"red\"]", null, "f too_small minimum=2 type=array inclusive=true");

    [Theory]
    [InlineData("{}", "{}")]
    [InlineData("{\"b\":1,\"a\":[1.50,true,null,\"x\"]}", "{\"a\":[1.5,true,null,\"x\"],\"b\":1}")]
    [InlineData("{\"a\":-0,\"b\":-0.0,\"c\":1e3,\"d\":0.0}", "{\"a\":0,\"b\":0,\"c\":1000,\"d\":0}")]
    [InlineData("{\"a\":1.67262192369e-27}", "{\"a\":1.67262192369E-27}")]
    [InlineData("{\"a\":1e300}", "{\"a\":1E+300}")]
    [InlineData("{\"a\":1e-400}", "{\"a\":0}")]
    [InlineData("{\"a\":1,\"a\":2}", "{\"a\":2}")]
    [InlineData("{\"ä\":\"😀\"}", "{\"ä\":\"\\uD83D\\uDE00\"}")]
    [InlineData("{\"a\":1e400}", null, "f.a too_big maximum=1.7976931348623157E+308 type=number inclusive=true")]
    [InlineData("{\"a\":[\"\\ud800\"]}", null, "f.a.0 invalid_format format=unicode")]
    [InlineData("{\"a\":\"\\u0000\"}", null, "f.a invalid_format format=unicode")]
    [InlineData("{\"\\ud800\":1}", null, "f invalid_format format=unicode")]
    [InlineData("{\"a\":{\"\\u0000\":1}}", null, "f.a invalid_format format=unicode")]
    [InlineData("[]", null, "f invalid_type expected=object received=array")]
    [InlineData("\"{}\"", null, "f invalid_type expected=object received=string")]
    public void Free_object(string json, string? value, string? issue = null) => Reads(new JsonObjectType(), json, value, issue);

    private static void Reads(FieldType type, string json, string? value, string? issue)
    {
        var (read, issues) = Json.Read(type, json);
        issues.Select(Json.Describe).ShouldBe(issue is null ? [] : [issue]);
        issues.ShouldAllBe(i => i.I18nKey == "errors.validation." + i.Code);
        if (issue is null)
        {
            Json.Text(read).ShouldBe(value);
        }
    }
}
