namespace Kumiko.Tests.Apps.Fields;

/// <summary>Lists of options and references, and free JSON.</summary>
public abstract class CollectionSpecification(DatabaseSource source) : OrderTests(source)
{
    [Fact]
    public async Task References_keep_their_order_and_stand_once_each()
    {
        var (a, b) = ((await Create("{}")).Id(), (await Create("{}")).Id());

        var order = await Create($$"""{"related":["{{b}}","{{a}}","{{b}}"]}""");

        (await Detail(order)).GetProperty("related").ShouldBeJson($$"""["{{b}}","{{a}}"]""");
        (await Update(order, $$"""{"related":["{{a}}","{{b}}"]}""")).Version().ShouldBe(2);
    }

    [Fact]
    public async Task A_list_is_filtered_by_what_it_contains()
    {
        var (a, b) = ((await Create("""{"number":"a"}""")).Id(), (await Create("""{"number":"b"}""")).Id());
        await Create($$"""{"number":"both","related":["{{a}}","{{b}}"],"tags":["red","blue"]}""");
        await Create($$"""{"number":"one","related":["{{b}}"],"tags":["red"]}""");
        await Create("""{"number":"none"}""");

        (await Filter("related", "eq", $"\"{a}\"")).ShouldBe("both");
        (await Filter("related", "ne", $"\"{a}\"")).ShouldBe("a b one none");
        (await Filter("related", "in", $"[\"{a}\",\"{b}\"]")).ShouldBe("both one");
        (await Filter("related", "in", "[]")).ShouldBe("");
        (await Filter("tags", "eq", "\"red\"")).ShouldBe("both one");
        (await Filter("tags", "ne", "\"blue\"")).ShouldBe("a b one none");
        (await Filter("tags", "in", "[\"blue\",\"darkGreen\"]")).ShouldBe("both");
        await Filter("tags", "eq", "\"pink\"").ShouldBeInvalid("filters.0.value", IssueCodes.InvalidValue);
        await Filter("related", "lt", "null").ShouldBeInvalid("filters.0.op", IssueCodes.InvalidValue);

        Task<string> Filter(string field, string op, string value) =>
            Numbers($$"""{"filters":[{"field":"{{field}}","op":"{{op}}","value":{{value}} }]}""");
    }

    [Fact]
    public async Task Free_json_is_the_same_text_however_it_was_sent()
    {
        var one = await Create("""{"notes":{"b":{"d":1.50,"c":[true,null,{"z":1,"a":"\u00e9"}]},"a":-0.0,"n":1e2}}""");
        var two = await Create("""{"notes":{"n":100,"a":0,"b":{"c":[true,null,{"a":"é","z":1.0}],"d":1.5}}}""");

        var text = (await Detail(one)).GetProperty("notes").GetRawText();
        text.ShouldBe("""{"a":0,"b":{"c":[true,null,{"a":"é","z":1}],"d":1.5},"n":100}""");
        (await Detail(two)).GetProperty("notes").GetRawText().ShouldBe(text);
        (await Update(one, $$"""{"notes":{{two.GetProperty("notes").GetRawText()}}}""")).Version().ShouldBe(1);
    }

    [Fact]
    public async Task An_optional_choice_with_an_initial_value_can_still_be_cleared()
    {
        var order = await Create("{}");
        order.Text("mood").ShouldBe("blue");

        (await Update(order, """{"mood":null}""")).GetProperty("mood").ShouldBeJson("null");
        (await Create("""{"mood":""}""")).GetProperty("mood").ShouldBeJson("null");
    }
}
