using Kumiko.Testing;

namespace Kumiko.Tests.Apps.Fields;

/// <summary>The table of all field types.</summary>
internal static class FieldCases
{
    private const string One = "\"aaaaaaaa-0000-4000-8000-000000000001\"";
    private const string Two = "\"aaaaaaaa-0000-4000-8000-000000000002\"";
    private const string Initial = "\"22222222-2222-4222-8222-222222222222\"";

    /// <summary>Creates the records that the values refer to.</summary>
    public static async Task CreateLandmarks(TestUser user)
    {
        var outcome = await user.Batch(null, [.. new[] { One, Two, Initial }.Select(id => ("samples:write:landmark:create", $$"""{"id":{{id}}}"""))]);
        outcome.Error.ShouldBeNull();
    }

    public static IReadOnlyList<FieldCase> All { get; } =
    [
        new("text")
        {
            Values = ["\"Zebra\"", "\"alpha\"", "\"ällé😀\""], Default = "\"draft\"", Columns = "text Text?", Operators = "eq ne in",
            Wrong =
            [
                ("\"x\"", "text: too_small"),
                ("\"01234567890\"", "text: too_big"),
                ("7", "text: invalid_type"),
                ("\"a\\u0000\"", "text: invalid_format"),
                ("\"a\\ud800\"", "text: invalid_format"),
            ],
        },
        new("email")
        {
            Values = ["\"a@example.org\"", "\"b@example.org\""], Default = "\"nobody@example.org\"", Columns = "email Text?", Operators = "eq ne in",
            Wrong = [("\"a@b\"", "email: invalid_format"), ("\"a b@example.org\"", "email: invalid_format")],
        },
        new("url")
        {
            Values = ["\"http://example.org\"", "\"https://example.org/a?b=c#d\""],
            Default = "\"https://example.org/\"", Columns = "url Text?", Operators = "eq ne in",
            Wrong = [("\"example.org\"", "url: invalid_format"), ("\"javascript:alert(1)\"", "url: invalid_format")],
        },
        new("phone")
        {
            Values = ["\"+49 (30) 123-456\"", "\"110\""], Default = "\"110\"", Columns = "phone Text?", Operators = "eq ne in",
            Wrong = [("\"12\"", "phone: invalid_format"), ("\"call me\"", "phone: invalid_format")],
        },
        new("longText")
        {
            Values = ["\"two\\nlines\"", "\"\\\"quoted\\\"\""], Default = "\"\"", Columns = "long_text Text?", Operators = "", IsSortable = false,
            Wrong = [("\"123456789012345678901\"", "longText: too_big")],
        },
        new("boolean")
        {
            Values = ["false", "true"], Default = "false", Columns = "boolean Boolean?", Operators = "eq ne",
            Wrong = [("0", "boolean: invalid_type"), ("\"true\"", "boolean: invalid_type")],
        },
        new("select")
        {
            Values = ["\"blue\"", "\"darkGreen\"", "\"red\""],
            Default = "\"darkGreen\"", Columns = "select Text?", Operators = "eq ne in", NullMeansDefault = true,
            Wrong = [("\"Red\"", "select: invalid_value"), ("0", "select: invalid_type")],
        },
        new("option")
        {
            Values = ["\"huge\"", "\"large\"", "\"small\""],
            Default = "\"large\"", Columns = "option Text?", Operators = "eq ne in", NullMeansDefault = true,
            Wrong = [("\"tiny\"", "option: invalid_value")],
        },
        new("multiSelect")
        {
            Values = ["[\"red\"]", "[\"blue\",\"darkGreen\"]"],
            Default = "[\"red\"]", Columns = "multi_select Json?", Operators = "", IsSortable = false,
            Wrong =
            [
                ("[\"pink\"]", "multiSelect.0: invalid_value"),
                ("[\"red\",null]", "multiSelect.1: invalid_type"),
                ("\"red\"", "multiSelect: invalid_type"),
                ("[\"red\",\"blue\",\"darkGreen\"]", "multiSelect: too_big"),
            ],
        },
        new("number")
        {
            Values = ["-10", "0", "1000"], Default = "0", Columns = "number Int32?",
            Wrong =
            [
                ("-11", "number: too_small"),
                ("1001", "number: too_big"),
                ("1e300", "number: too_big"),
                ("-1e300", "number: too_small"),
                ("1.5", "number: invalid_type"),
                ("\"1\"", "number: invalid_type"),
            ],
        },
        new("real")
        {
            Values = ["-1.5", "0.1", "1.7976931348623157e308"], Default = "0.5", Columns = "real Double?",
            Wrong = [("-1.5000001", "real: too_small"), ("1e999", "real: too_big"), ("\"1\"", "real: invalid_type")],
        },
        new("bigInt")
        {
            Values = ["\"-9223372036854775808\"", "9007199254740991", "9007199254740992"],
            ShownAs = ["\"-9223372036854775808\"", "9007199254740991", "\"9007199254740992\""],
            Default = "\"9223372036854775807\"", Columns = "big_int Int64?",
            Wrong =
            [
                ("9000000000000000001", "bigInt: too_big"),
                ("1e30", "bigInt: too_big"),
                ("-1e30", "bigInt: too_small"),
                ("0.5", "bigInt: invalid_type"),
                ("\"many\"", "bigInt: invalid_type"),
            ],
        },
        new("decimal")
        {
            Values = ["-5", "0.0000000001", "123456789012345678.9012345678"], Default = "1.5", Columns = "decimal Decimal?",
            Wrong =
            [
                ("-5.0000000001", "decimal: too_small"),
                ("0.00000000001", "decimal: not_multiple_of"),
                ("1e-40", "decimal: not_multiple_of"),
                ("1e18", "decimal: too_big"),
                ("1e99", "decimal: too_big"),
                ("\"x\"", "decimal: invalid_type"),
            ],
        },
        new("price")
        {
            Values = ["-999.99", "0", "999.99"], Default = "0", Columns = "price Decimal?",
            Wrong = [("1000", "price: too_big"), ("-1000", "price: too_small"), ("0.001", "price: not_multiple_of")],
        },
        new("money")
        {
            Values = ["-1", "{\"amount\":0.1,\"currency\":\"EUR\"}", "{\"amount\":92233720368547758}"],
            ShownAs = [Euro("-1.00", -100), Euro("0.10", 10), Euro("92233720368547758.00", 9223372036854775800)],
            Default = Euro("5.00", 500), Columns = "money Int64?, money_currency Text?",
            Wrong =
            [
                ("0.001", "money: not_multiple_of"),
                ("{\"amount\":1,\"currency\":\"XXX\"}", "money.currency: invalid_format"),
                ("{\"currency\":\"EUR\"}", "money.amount: invalid_type"),
                ("{\"amount\":1e20}", "money.amount: too_big"),
                ("\"1\"", "money: invalid_type"),
            ],
        },
        new("date")
        {
            Values = ["\"2000-01-01\"", "\"2024-02-29\"", "\"2099-12-31\""], Default = "\"2020-02-29\"", Columns = "date Date?",
            Wrong =
            [
                ("\"1999-12-31\"", "date: too_small"),
                ("\"2100-01-01\"", "date: too_big"),
                ("\"2023-02-29\"", "date: invalid_format"),
                ("\"2024-2-9\"", "date: invalid_format"),
                ("20240229", "date: invalid_type"),
            ],
        },
        new("timestamp")
        {
            Values = ["\"2000-01-01T00:00:00Z\"", "\"2024-02-29T12:30:00.123456Z\"", "\"2100-01-01T00:00:00.000Z\""],
            ShownAs = ["\"2000-01-01T00:00:00.000Z\"", "\"2024-02-29T12:30:00.123456Z\"", "\"2100-01-01T00:00:00.000Z\""],
            Default = "\"2020-02-29T10:00:00.000Z\"", Columns = "timestamp Timestamp?",
            Wrong =
            [
                ("\"1999-12-31T23:59:59Z\"", "timestamp: too_small"),
                ("\"2100-01-01T00:00:01Z\"", "timestamp: too_big"),
                ("\"2024-02-29T12:30:00+02:00\"", "timestamp: invalid_format"),
                ("\"2024-02-29T12:30:00\"", "timestamp: invalid_format"),
            ],
        },
        new("zone")
        {
            Values = ["\"America/New_York\"", "\"Asia/Kathmandu\"", "\"UTC\""],
            Default = "\"Europe/Berlin\"", Columns = "zone Text?", Operators = "eq ne in",
            Wrong = [("\"Berlin\"", "zone: invalid_format"), ("\"+02:00\"", "zone: invalid_format")],
        },
        new("located")
        {
            Values =
            [
                "{\"at\":\"2024-07-01T09:00:00\",\"tz\":\"Europe/Berlin\"}",
                "{\"at\":\"1999-01-01T00:00\",\"utc\":\"2024-07-01T07:00:00.5Z\",\"tz\":\"America/New_York\"}",
                "{\"utc\":\"2024-07-01T08:00:00Z\",\"tz\":\"UTC\"}",
            ],
            ShownAs =
            [
                "{\"at\":\"2024-07-01T09:00:00\",\"tz\":\"Europe/Berlin\",\"utc\":\"2024-07-01T07:00:00.000Z\"}",
                "{\"at\":\"2024-07-01T03:00:00.5\",\"tz\":\"America/New_York\",\"utc\":\"2024-07-01T07:00:00.500Z\"}",
                "{\"at\":\"2024-07-01T08:00:00\",\"tz\":\"UTC\",\"utc\":\"2024-07-01T08:00:00.000Z\"}",
            ],
            Default = "{\"at\":\"2020-07-01T09:00:00\",\"tz\":\"Europe/Berlin\",\"utc\":\"2020-07-01T07:00:00.000Z\"}",
            Columns = "located_utc Timestamp?, located_tz Text?",
            Wrong =
            [
                ("{\"at\":\"2024-07-01T09:00:00\"}", "located.tz: invalid_type"),
                ("{\"at\":\"2024-07-01T09:00:00\",\"tz\":\"Mars\"}", "located.tz: invalid_format"),
                ("{\"tz\":\"UTC\"}", "located.at: invalid_type"),
                ("{\"at\":\"yesterday\",\"tz\":\"UTC\"}", "located.at: invalid_format"),
                ("\"2024-07-01T09:00:00Z\"", "located: invalid_type"),
            ],
        },
        new("uuid")
        {
            Values = [One, Two],
            Default = "\"11111111-1111-4111-8111-111111111111\"", Columns = "uuid Uuid?", Operators = "eq ne in", IsSortable = false,
            Wrong = [("\"1\"", "uuid: invalid_format"), ("1", "uuid: invalid_type")],
        },
        new("reference")
        {
            Values = [One, Two],
            Default = Initial, Columns = "reference Uuid?", Operators = "eq ne in", IsSortable = false,
            Wrong = [("\"none\"", "reference: invalid_format")],
        },
        new("references")
        {
            Values = [$"[{Two},{One}]", $"[{One}]"], Default = "[]", Columns = "references Json?", Operators = "", IsSortable = false,
            Wrong = [("[\"x\"]", "references.0: invalid_format"), (One, "references: invalid_type")],
        },
        new("embedded")
        {
            Values = ["{\"street\":\"A\",\"floor\":2}", "{\"street\":\"B\",\"floor\":null,\"door\":\"red\"}"],
            ShownAs = ["{\"street\":\"A\",\"floor\":2,\"door\":\"blue\"}", "{\"street\":\"B\",\"floor\":null,\"door\":\"red\"}"],
            Default = "{\"street\":\"Main Street\",\"floor\":null,\"door\":\"blue\"}", Columns = "embedded Json?", Operators = "", IsSortable = false,
            Wrong =
            [
                ("{\"floor\":1}", "embedded.street: invalid_type"),
                ("{\"street\":\"A\",\"door\":\"pink\"}", "embedded.door: invalid_value"),
                ("{\"street\":\"A\",\"roof\":1}", "embedded: unrecognized_keys"),
                ("[]", "embedded: invalid_type"),
            ],
        },
        new("embeddedList")
        {
            Values = ["[{\"name\":\"bolt\",\"weight\":0.25}]", "[{\"name\":\"nut\"},{\"name\":\"bolt\",\"weight\":1}]"],
            ShownAs = ["[{\"name\":\"bolt\",\"weight\":0.25}]", "[{\"name\":\"nut\",\"weight\":null},{\"name\":\"bolt\",\"weight\":1}]"],
            Default = "[]", Columns = "embedded_list Json?", Operators = "", IsSortable = false,
            Wrong =
            [
                ("[{\"name\":\"a\"},{\"weight\":1}]", "embeddedList.1.name: invalid_type"),
                ("[{\"name\":\"a\",\"weight\":0.001}]", "embeddedList.0.weight: not_multiple_of"),
                ("[null]", "embeddedList.0: invalid_type"),
                ("[{\"name\":\"a\"},{\"name\":\"b\"},{\"name\":\"c\"},{\"name\":\"d\"}]", "embeddedList: too_big"),
            ],
        },
        new("json")
        {
            Values = ["{\"b\":[1,{\"c\":null}],\"a\":\"😀\"}", "{\"n\":1.50,\"big\":1234567890123456789012345678,\"tiny\":1e-30}"],
            Default = "{}", Columns = "json Json?", Operators = "", IsSortable = false,
            Wrong =
            [
                ("[]", "json: invalid_type"),
                ("\"{}\"", "json: invalid_type"),
                ("{\"a\":1e999}", "json.a: too_big"),
                ("{\"a\":{\"b\":[\"\\u0000\"]}}", "json.a.b.0: invalid_format"),
            ],
        },
    ];

    public static FieldCase Of(string name) => All.Single(c => c.Name == name);

    private static string Euro(string amount, long minor) =>
        $"{{\"amount\":{amount},\"currency\":\"EUR\",\"amountScaled\":{minor},\"amountMinor\":{minor}}}";
}
