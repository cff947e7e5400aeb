using Kumiko.Storage;
using static Kumiko.Storage.RowFilter;

namespace Kumiko.Tests.Storage;

public abstract class RowFilterSpecification(StoreFixture fixture) : StoreTests(fixture)
{
    private static readonly Column Text = new("text", ColumnType.Text, IsNullable: true);
    private static readonly Column Number = new("number", ColumnType.Int32, IsNullable: true);
    private static readonly Column Tags = new("tags", ColumnType.Json, IsNullable: true);

    // Every row is known by its name, so that an expectation reads as a set of names.
    private static readonly (string Name, string? Text, int? Number, string? Tags)[] Rows =
    [
        ("lamp", "Lamp", 1, """["red","blue"]"""),
        ("desk", "Desk", 2, """["Red"]"""),
        ("percent", "100% _sure_", 3, "[]"),
        ("emoji", "a😀b", 4, """["😀","a\"b"]"""),
        ("quote", "it's \"quoted\" \\", 5, """{"red":1}"""),
        ("empty", "", 6, """[1,null,["red"]]"""),
        ("null", null, null, null),
    ];

    private static readonly string[] All = [.. Rows.Select(r => r.Name)];

    public static TheoryData<string> CaseNames => [.. Cases.Keys];

    private static Dictionary<string, (RowFilter Filter, string[] Expected)> Cases { get; } = new()
    {
        ["everything"] = (Everything, All),
        ["nothing"] = (Nothing, []),
        ["no condition of all"] = (new All([]), All),
        ["no condition of any"] = (new Any([]), []),
        ["not everything"] = (new Not(Everything), []),
        ["not nothing"] = (new Not(Nothing), All),

        ["equal"] = (Is(Number, Comparison.Equal, 2), ["desk"]),
        ["not equal includes null"] = (Is(Number, Comparison.NotEqual, 2), Except("desk")),
        ["less excludes null"] = (Is(Number, Comparison.Less, 3), ["lamp", "desk"]),
        ["less or equal"] = (Is(Number, Comparison.LessOrEqual, 3), ["lamp", "desk", "percent"]),
        ["greater excludes null"] = (Is(Number, Comparison.Greater, 4), ["quote", "empty"]),
        ["greater or equal"] = (Is(Number, Comparison.GreaterOrEqual, 4), ["emoji", "quote", "empty"]),
        ["not equal negated is equal"] = (new Not(Is(Number, Comparison.NotEqual, 2)), ["desk"]),
        ["equal negated includes null"] = (new Not(Is(Number, Comparison.Equal, 2)), Except("desk")),
        ["less negated includes null"] = (new Not(Is(Number, Comparison.Less, 3)), ["percent", "emoji", "quote", "empty", "null"]),
        ["greater negated includes null"] = (new Not(Is(Number, Comparison.Greater, 4)), ["lamp", "desk", "percent", "emoji", "null"]),
        ["negated twice"] = (new Not(new Not(Is(Number, Comparison.Less, 3))), ["lamp", "desk"]),

        ["text equality minds the case"] = (Is(Text, Comparison.Equal, "lamp"), []),
        ["text equality with quotes"] = (Is(Text, Comparison.Equal, "it's \"quoted\" \\"), ["quote"]),
        ["the empty text is not null"] = (Is(Text, Comparison.Equal, ""), ["empty"]),
        ["text that looks like a statement"] = (Is(Text, Comparison.Equal, "' OR 1=1 --"), []),
        ["text compared by code point"] = (Is(Text, Comparison.Greater, "a\uFFFF"), ["emoji", "quote"]),

        ["null"] = (new IsNull(Text), ["null"]),
        ["not null"] = (new IsNotNull(Text), Except("null")),
        ["null negated"] = (new Not(new IsNull(Text)), Except("null")),

        ["one of"] = (new OneOf(Number, [1, 3, 99]), ["lamp", "percent"]),
        ["one of one"] = (new OneOf(Number, [6]), ["empty"]),
        ["one of none"] = (new OneOf(Number, []), []),
        ["not one of excludes no null"] = (new Not(new OneOf(Number, [1, 2, 3, 4])), ["quote", "empty", "null"]),
        ["not one of none"] = (new Not(new OneOf(Number, [])), All),
        ["one of texts"] = (new OneOf(Text, ["Lamp", "a😀b", ""]), ["lamp", "emoji", "empty"]),
        ["one of very many"] = (new OneOf(Number, [.. Enumerable.Range(5, 5000).Cast<object>()]), ["quote", "empty"]),

        ["contains"] = (new TextContains(Text, "am"), ["lamp"]),
        ["contains minds the case"] = (new TextContains(Text, "AM"), []),
        ["contains takes a percent sign as it is"] = (new TextContains(Text, "0%"), ["percent"]),
        ["contains takes an underscore as it is"] = (new TextContains(Text, "_"), ["percent"]),
        ["contains takes a backslash as it is"] = (new TextContains(Text, "\\"), ["quote"]),
        ["contains an emoji"] = (new TextContains(Text, "😀"), ["emoji"]),
        ["contains nothing is true but for null"] = (new TextContains(Text, ""), Except("null")),
        ["contains negated includes null"] = (new Not(new TextContains(Text, "a")), ["desk", "percent", "empty", "null", "quote"]),

        ["starts with"] = (new TextStartsWith(Text, "La"), ["lamp"]),
        ["starts with minds the case"] = (new TextStartsWith(Text, "la"), []),
        ["starts with all of it"] = (new TextStartsWith(Text, "Lamp"), ["lamp"]),
        ["starts with more than it"] = (new TextStartsWith(Text, "Lamps"), []),
        ["starts with takes a percent sign as it is"] = (new TextStartsWith(Text, "%"), []),
        ["starts with an underscore"] = (new TextStartsWith(Text, "100% _"), ["percent"]),
        ["starts with an emoji"] = (new TextStartsWith(Text, "a😀"), ["emoji"]),
        ["starts with nothing is true but for null"] = (new TextStartsWith(Text, ""), Except("null")),
        ["starts with the last character of all"] = (new TextStartsWith(Text, "\U0010FFFF"), []),
        ["starts with negated includes null"] = (new Not(new TextStartsWith(Text, "L")), Except("lamp")),

        ["array contains"] = (new ArrayContains(Tags, "red"), ["lamp"]),
        ["array contains minds the case"] = (new ArrayContains(Tags, "Red"), ["desk"]),
        ["array contains an emoji"] = (new ArrayContains(Tags, "😀"), ["emoji"]),
        ["array contains a quote"] = (new ArrayContains(Tags, "a\"b"), ["emoji"]),
        ["array contains is about texts"] = (new ArrayContains(Tags, "1"), []),
        ["array contains negated includes null"] = (new Not(new ArrayContains(Tags, "red")), Except("lamp")),

        ["all of"] = (new All([Is(Number, Comparison.Greater, 1), Is(Number, Comparison.Less, 4)]), ["desk", "percent"]),
        ["any of"] = (new Any([Is(Number, Comparison.Equal, 1), new IsNull(Number)]), ["lamp", "null"]),
        ["all of any"] = (
            new All([new Any([Is(Number, Comparison.Equal, 1), Is(Number, Comparison.Equal, 2)]), new TextContains(Text, "e")]), ["desk"]),
        ["any of all"] = (
            new Any([new All([Is(Number, Comparison.Equal, 1), Is(Number, Comparison.Equal, 2)]), Is(Text, Comparison.Equal, "Desk")]), ["desk"]),
        ["not all of, with null"] = (
            new Not(new All([Is(Number, Comparison.Greater, 1), Is(Number, Comparison.Less, 4)])), Except("desk", "percent")),
        ["not any of, with null"] = (
            new Not(new Any([Is(Number, Comparison.Equal, 1), Is(Text, Comparison.Equal, "Desk")])), Except("lamp", "desk")),
    };

    [Theory]
    [MemberData(nameof(CaseNames))]
    public async Task A_filter_selects_and_counts_exactly_its_rows(string name)
    {
        var (filter, expected) = Cases[name];
        var table = await FilledTable();

        foreach (var scope in new TenantScope[] { new TenantScope.Own(Tenant), new TenantScope.OwnAndSystem(Tenant), new TenantScope.All("test") })
        {
            var query = new RowQuery { Table = table, Scope = scope, Filter = filter };
            (await ReadRows(query)).Select(row => (string)row[2]!).ShouldBe(expected, ignoreOrder: true);
            (await CountRows(query)).ShouldBe(expected.Length);
        }
    }

    [Fact]
    public async Task A_filter_holds_for_the_rows_of_the_system_tenant_too()
    {
        var table = await FilledTable();
        await Execute(
            Given.Insert(table, TenantId.System.Value, Guid.CreateVersion7(), "theirs", "Lamp", 1, null),
            Given.Insert(table, TenantId.System.Value, Guid.CreateVersion7(), "other", "Desk", 2, null));
        var query = new RowQuery { Table = table, Scope = new TenantScope.OwnAndSystem(Tenant), Filter = Is(Text, Comparison.Equal, "Lamp") };

        (await ReadRows(query)).Select(row => row[2]).ShouldBe(["lamp", "theirs"], ignoreOrder: true);
        (await CountRows(query)).ShouldBe(2);
    }

    [Fact]
    public async Task A_filter_can_ask_for_the_keys()
    {
        var table = await FilledTable();
        var id = (Guid)(await ReadRows(new RowQuery { Table = table, Scope = new TenantScope.Own(Tenant), Filter = Is(Number, Comparison.Equal, 2) }))[0][1]!;

        var found = await ReadRows(new RowQuery
        {
            Table = table,
            Scope = new TenantScope.All("test"),
            Filter = new All([Is(table.IdColumn, Comparison.Equal, id), Is(table.TenantColumn, Comparison.Equal, Tenant.Value)]),
        });

        found.ShouldHaveSingleItem()[2].ShouldBe("desk");
    }

    private static Compare Is(Column column, Comparison comparison, object value) => new(column, comparison, value);

    private static string[] Except(params string[] names) => [.. Rows.Select(r => r.Name).Except(names)];

    private async Task<Table> FilledTable()
    {
        var table = await Create(new Table(
            NewTableName(),
            [new("tenant_id", ColumnType.Uuid), new("id", ColumnType.Uuid), new("name", ColumnType.Text), Text, Number, Tags],
            []));
        await Execute([.. Rows.Select(r => Given.Insert(table, Tenant.Value, Guid.CreateVersion7(), r.Name, r.Text, r.Number, r.Tags))]);
        return table;
    }
}
