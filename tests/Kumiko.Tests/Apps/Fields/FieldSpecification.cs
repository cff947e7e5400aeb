using System.Text.Json;
using Kumiko.Testing;

namespace Kumiko.Tests.Apps.Fields;

/// <summary>Every field type, from the first value that is sent to the last one in the history.</summary>
public abstract class FieldSpecification(DatabaseSource source) : AppSpecification(source)
{
    private TestUser? _user;

    public static TheoryData<string> Fields => [.. FieldCases.All.Select(c => c.Name)];

    public static TheoryData<string> SortableFields => [.. FieldCases.All.Where(c => c.IsSortable).Select(c => c.Name)];

    public static TheoryData<string> OtherFields => [.. FieldCases.All.Where(c => !c.IsSortable).Select(c => c.Name)];

    [Theory, MemberData(nameof(Fields))]
    public async Task A_value_survives_create_update_detail_list_and_history(string name)
    {
        var field = FieldCases.Of(name);
        var user = await User();

        foreach (var (value, shown) in field.Values.Zip(field.Shown))
        {
            var saved = await user.WriteNamed("samples:write:optional-sample:create", $$"""{"{{name}}":{{value}}}""");
            saved.Member($"data.{name}").ShouldBeJson(shown, "created");
            saved.Member($"changes.{name}").ShouldBeJson(shown, "changes");
            (await Detail(user, saved.Id())).GetProperty(name).ShouldBeJson(shown, "detail");
            (await Detail(user, saved.Id(), ",\"asOfVersion\":1")).GetProperty(name).ShouldBeJson(shown, "as of");
        }

        var (first, last) = (field.Shown[0], field.Shown[^1]);
        var created = await user.WriteNamed("samples:write:optional-sample:create", $$"""{"{{name}}":{{field.Values[0]}}}""");
        var updated = await Update(user, created, $$"""{"{{name}}":{{field.Values[^1]}}}""");
        updated.Member($"data.{name}").ShouldBeJson(last, "updated");
        updated.Member($"previous.{name}").ShouldBeJson(first, "previous");
        (await Detail(user, created.Id())).GetProperty(name).ShouldBeJson(last, "detail");

        var list = await user.QueryNamed("samples:query:optional-sample:list", "{}");
        list.GetProperty("rows").Items().Select(r => r.GetProperty(name).GetRawText()).Last()
            .ShouldBe((await Detail(user, created.Id())).GetProperty(name).GetRawText());

        var history = (await user.QueryNamed("samples:query:optional-sample:history", $$"""{"id":"{{created.Id()}}"}""")).GetProperty("rows").Items();
        history[0].GetProperty("changes").ShouldBeJson($$"""[{"field":"{{name}}","from":{{first}},"to":{{last}}}]""");
        history[1].GetProperty("changes").ShouldBeJson($$"""[{"field":"{{name}}","from":null,"to":{{first}}}]""");
    }

    [Theory, MemberData(nameof(Fields))]
    public async Task An_absent_field_gets_its_initial_value_or_none(string name)
    {
        var user = await User();

        var optional = await user.WriteNamed("samples:write:optional-sample:create", "{}");
        var initial = await user.WriteNamed("samples:write:default-sample:create", "{}");

        optional.Member($"data.{name}").ShouldBeJson("null");
        initial.Member($"data.{name}").ShouldBeJson(FieldCases.Of(name).Default);
        (await user.QueryNamed("samples:query:default-sample:detail", $$"""{"id":"{{initial.Id()}}"}""")).GetProperty(name)
            .ShouldBeJson(FieldCases.Of(name).Default);
    }

    [Theory, MemberData(nameof(Fields))]
    public async Task A_required_field_must_be_there(string name)
    {
        var user = await User();

        var absent = await user.WriteNamed("samples:write:required-sample:create", Whole(without: name))
            .ShouldBeInvalid(name, IssueCodes.InvalidType);
        absent.Params!["received"].ShouldBe("undefined");

        await user.WriteNamed("samples:write:required-sample:create", Whole(without: name, instead: "null"))
            .ShouldBeInvalid(name, IssueCodes.InvalidType);
    }

    [Theory, MemberData(nameof(Fields))]
    public async Task A_required_field_can_be_changed_but_not_cleared(string name)
    {
        var field = FieldCases.Of(name);
        var user = await User();
        var created = await user.WriteNamed("samples:write:required-sample:create", Whole());
        created.Member($"data.{name}").ShouldBeJson(field.Shown[0]);

        var updated = await Update(user, created, $$"""{"{{name}}":{{field.Values[1]}}}""", "required-sample");
        updated.Member($"data.{name}").ShouldBeJson(field.Shown[1]);

        await Update(user, updated, $$"""{"{{name}}":null}""", "required-sample").ShouldBeInvalid(name, IssueCodes.InvalidType);
    }

    [Theory, MemberData(nameof(Fields))]
    public async Task Absent_leaves_an_optional_field_and_null_clears_it(string name)
    {
        var field = FieldCases.Of(name);
        var other = FieldCases.All.First(c => c != field);
        var user = await User();
        var created = await user.WriteNamed("samples:write:optional-sample:create", $$"""{"{{name}}":{{field.Values[0]}}}""");

        var left = await Update(user, created, $$"""{"{{other.Name}}":{{other.Values[0]}}}""");
        left.Member($"data.{name}").ShouldBeJson(field.Shown[0]);

        var cleared = await Update(user, left, $$"""{"{{name}}":null}""");
        cleared.Member($"data.{name}").ShouldBeJson("null");
        (await Detail(user, created.Id())).GetProperty(name).ShouldBeJson("null");
    }

    [Theory, MemberData(nameof(Fields))]
    public async Task Null_is_no_value_for_a_field_that_cannot_be_empty(string name)
    {
        var field = FieldCases.Of(name);
        var user = await User();
        if (field.NullMeansDefault)
        {
            foreach (var nothing in new[] { "null", "\"\"" })
            {
                var created = await user.WriteNamed("samples:write:default-sample:create", $$"""{"{{name}}":{{nothing}}}""");
                created.Member($"data.{name}").ShouldBeJson(field.Default);
            }
        }
        else
        {
            await user.WriteNamed("samples:write:default-sample:create", $$"""{"{{name}}":null}""").ShouldBeInvalid(name, IssueCodes.InvalidType);
        }
    }

    [Theory, MemberData(nameof(Fields))]
    public async Task A_wrong_value_is_refused_alike_when_it_is_created_and_when_it_is_changed(string name)
    {
        var user = await User();
        var created = await user.WriteNamed("samples:write:optional-sample:create", "{}");

        foreach (var (json, issue) in FieldCases.Of(name).Wrong)
        {
            var (path, code) = (issue.Split(": ")[0], issue.Split(": ")[1]);
            await user.WriteNamed("samples:write:optional-sample:create", $$"""{"{{name}}":{{json}}}""").ShouldBeInvalid(path, code);
            await Update(user, created, $$"""{"{{name}}":{{json}}}""").ShouldBeInvalid(path, code);
        }
    }

    [Theory, MemberData(nameof(Fields))]
    public async Task The_same_value_again_changes_nothing(string name)
    {
        var user = await User();
        foreach (var (value, shown) in FieldCases.Of(name).Values.Zip(FieldCases.Of(name).Shown))
        {
            var created = await user.WriteNamed("samples:write:optional-sample:create", $$"""{"{{name}}":{{value}}}""");

            (await Update(user, created, $$"""{"{{name}}":{{value}}}""")).Member("data.version").GetInt64().ShouldBe(1);
            (await Update(user, created, $$"""{"{{name}}":{{shown}}}""")).Member("data.version").GetInt64().ShouldBe(1);
        }
    }

    [Theory, MemberData(nameof(Fields))]
    public async Task A_filter_finds_exactly_the_rows_that_its_operator_means(string name)
    {
        var field = FieldCases.Of(name);
        var user = await User();
        foreach (var value in field.Values)
        {
            await user.WriteNamed("samples:write:optional-sample:create", $$"""{"{{name}}":{{value}}}""");
        }

        await user.WriteNamed("samples:write:optional-sample:create", "{}");
        var nobody = field.Values.Length;
        var everybody = Enumerable.Range(0, nobody + 1).ToArray();
        foreach (var op in field.Operators.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            for (var i = 0; i < field.Values.Length; i++)
            {
                var matches = op switch
                {
                    "eq" or "in" => [i],
                    "ne" => everybody.Where(k => k != i),
                    "lt" => Enumerable.Range(0, i),
                    _ => Enumerable.Range(i + 1, nobody - i - 1),
                };
                await ShouldFind(op, op == "in" ? $"[{field.Values[i]}]" : field.Values[i], matches);
            }

            await ShouldFind(op, op == "in" ? "[null]" : "null", op switch
            {
                "eq" or "in" => [nobody],
                "ne" => everybody.Where(k => k != nobody),
                _ => [],
            });
        }

        if (field.Operators.EndsWith("in", StringComparison.Ordinal))
        {
            await ShouldFind("in", "[]", []);
            await ShouldFind("in", $"[{field.Values[^1]},null,{field.Values[0]}]", [0, nobody - 1, nobody]);
        }

        async Task ShouldFind(string op, string value, IEnumerable<int> matches)
        {
            var answer = await user.QueryNamed(
                "samples:query:optional-sample:list", $$"""{"filter":{"field":"{{name}}","op":"{{op}}","value":{{value}} },"totalCount":true}""");
            var expected = matches.Select(i => i == nobody ? "null" : field.Shown[i]).ToList();
            answer.GetProperty("rows").Items().Select(r => r.GetProperty(name)).ShouldBeJsonValues(expected, $"{name} {op} {value}");
            answer.GetProperty("total").GetInt64().ShouldBe(expected.Count);
        }
    }

    [Theory, MemberData(nameof(Fields))]
    public async Task An_operator_that_the_type_does_not_have_is_refused(string name)
    {
        var field = FieldCases.Of(name);
        if (!IsFilterable(name))
        {
            await Filter("eq", "null").ShouldBeInvalid("filter.field", IssueCodes.InvalidValue);
            return;
        }

        foreach (var op in new[] { "lt", "gt", "like", "EQ", "" }.Where(op => !field.Operators.Split(' ').Contains(op)))
        {
            await Filter(op, "null").ShouldBeInvalid("filter.op", IssueCodes.InvalidValue);
        }

        async Task Filter(string op, string value) => await (await User()).QueryNamed(
            "samples:query:optional-sample:list", $$"""{"filter":{"field":"{{name}}","op":"{{op}}","value":{{value}}"""+"}}");
    }

    [Theory, MemberData(nameof(SortableFields))]
    public async Task A_list_is_sorted_by_value_with_nulls_last_upwards_and_first_downwards(string name)
    {
        var field = FieldCases.Of(name);
        var user = await User();
        foreach (var value in field.Values.Reverse().Prepend("null"))
        {
            await user.WriteNamed("samples:write:optional-sample:create", $$"""{"{{name}}":{{value}}}""");
        }

        (await Sorted("asc")).ShouldBeJsonValues([.. field.Shown, "null"], "asc");
        (await Sorted("desc")).ShouldBeJsonValues(["null", .. field.Shown.Reverse()], "desc");

        async Task<IEnumerable<JsonElement>> Sorted(string direction)
        {
            var values = new List<JsonElement>();
            string? cursor = "";
            while (cursor is not null)
            {
                var page = await user.QueryNamed(
                    "samples:query:optional-sample:list",
                        $$"""{"sort":"{{name}}","sortDirection":"{{direction}}","limit":1,"cursor":"{{cursor}}"}""");
                values.AddRange(page.GetProperty("rows").Items().Select(r => r.GetProperty(name)));
                cursor = page.Text("nextCursor");
            }

            return values;
        }
    }

    [Theory, MemberData(nameof(OtherFields))]
    public async Task A_field_that_has_no_order_cannot_be_sorted_by(string name) =>
        await (await User()).QueryNamed("samples:query:optional-sample:list", $$"""{"sort":"{{name}}"}""")
            .ShouldBeInvalid("sort", IssueCodes.InvalidValue);

    [Theory, MemberData(nameof(Fields))]
    public async Task A_field_has_its_columns(string name)
    {
        var app = await Shared<SamplesFeature>();
        var expected = FieldCases.Of(name).Columns.Split(", ");

        ColumnsOf("optional-sample").ShouldBe(expected);
        ColumnsOf("required-sample").ShouldBe(expected.Select(c => c.TrimEnd('?')));

        IEnumerable<string> ColumnsOf(string entity) => app.Registry.FindEntity(entity)!.Table.Columns
            .Select(c => $"{c.Name} {c.Type}{(c.IsNullable ? "?" : "")}").Where(c => expected.Any(e => e.Split(' ')[0] == c.Split(' ')[0]));
    }

    [Theory]
    [InlineData("price", "eq", "1.005", "")]
    [InlineData("price", "ne", "1.005", "1.00 1.01 -1.00")]
    [InlineData("price", "lt", "1.005", "1.00 -1.00")]
    [InlineData("price", "gt", "1.005", "1.01")]
    [InlineData("price", "lt", "-0.995", "-1.00")]
    [InlineData("price", "gt", "-1.005", "1.00 1.01 -1.00")]
    [InlineData("price", "in", "[1.005,1.01]", "1.01")]
    [InlineData("price", "lt", "1e90", "1.00 1.01 -1.00")]
    [InlineData("price", "gt", "-100000", "1.00 1.01 -1.00")]
    public async Task A_filter_can_name_a_value_that_the_field_could_not_hold(string name, string op, string value, string found)
    {
        var user = await User();
        foreach (var price in new[] { "1", "1.01", "-1" })
        {
            await user.WriteNamed("samples:write:optional-sample:create", $$"""{"price":{{price}}}""");
        }

        var answer = await user.QueryNamed("samples:query:optional-sample:list",
            $$"""{"filters":[{"field":"{{name}}","op":"{{op}}","value":{{value}} }]}""");
        string.Join(' ', answer.GetProperty("rows").Items().Select(r => r.GetProperty(name).GetRawText())).ShouldBe(found);
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_reported_at_once()
    {
        var user = await User();

        var failure = await user.WriteNamed("samples:write:required-sample:create", "{\"number\":\"x\",\"nmuber\":1}")
            .ShouldFail<ValidationFailedException>();

        failure.Issues.Count.ShouldBe(FieldCases.All.Count + 1);
        failure.Issues.ShouldContain(i => i.Path == "(root)" && i.Code == IssueCodes.UnrecognizedKeys);
    }

    [Fact]
    public async Task Rows_of_every_field_type_can_be_derived_from_the_log()
    {
        var app = await Start(new SamplesFeature());
        var user = await WithLandmarks(app.As(Tenant, "User"));
        for (var i = 0; i < 3; i++)
        {
            var payload = "{" + string.Join(",", FieldCases.All.Select(c => $"\"{c.Name}\":{c.Values[i % c.Values.Length]}")) + "}";
            var created = await user.WriteNamed("samples:write:optional-sample:create", payload);
            await Update(user, created,
                "{" + string.Join(",", FieldCases.All.Select((c, n) => $"\"{c.Name}\":{(n % 3 == i ? "null" : c.Values[^1])}")) + "}");
        }

        (await app.CompareWithRebuild<OptionalSample>()).ShouldBeEmpty();
    }

    private async Task<TestUser> User() => _user ??= await WithLandmarks((await Shared<SamplesFeature>()).As(Tenant, "User"));

    /// <summary>What the values refer to has to be there.</summary>
    private static async Task<TestUser> WithLandmarks(TestUser user)
    {
        await FieldCases.CreateLandmarks(user);
        return user;
    }

    private static Task<JsonElement> Detail(TestUser user, Guid id, string more = "") =>
        user.QueryNamed("samples:query:optional-sample:detail", $$"""{"id":"{{id}}"{{more}}}""");

    private static Task<JsonElement> Update(TestUser user, JsonElement saved, string changes, string entity = "optional-sample") => user.WriteNamed(
        $"samples:write:{entity}:update", $$"""{"id":"{{saved.Id()}}","version":{{saved.Member("data.version")}},"changes":{{changes}}}""");

    private static string Whole(string? without = null, string? instead = null) => "{" + string.Join(",", FieldCases.All
        .Select(c => (c.Name, Value: c.Name == without ? instead : c.Values[0]))
        .Where(m => m.Value is not null)
        .Select(m => $"\"{m.Name}\":{m.Value}")) + "}";

    private static bool IsFilterable(string name) => typeof(OptionalSample).GetProperties()
        .Single(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).IsDefined(typeof(FilterableAttribute), inherit: false);
}
