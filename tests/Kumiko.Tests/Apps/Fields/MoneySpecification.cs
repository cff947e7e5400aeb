namespace Kumiko.Tests.Apps.Fields;

public abstract class MoneySpecification(DatabaseSource source) : OrderTests(source)
{
    [Theory]
    [InlineData("1500", "JPY", "1500", 1500)]
    [InlineData("12.5", "EUR", "12.50", 1250)]
    [InlineData("-12.5", "EUR", "-12.50", -1250)]
    [InlineData("0.001", "KWD", "0.001", 1)]
    [InlineData("\"0.10\"", "USD", "0.10", 10)]
    [InlineData("1e2", "CHF", "100.00", 10000)]
    public async Task An_amount_has_the_places_of_its_currency(string sent, string currency, string amount, long minor)
    {
        var order = await Create($$"""{"budget":{"amount":{{sent}},"currency":"{{currency}}"} }""");

        foreach (var shown in new[] { order, await Detail(order) })
        {
            shown.Member("budget.amount").GetRawText().ShouldBe(amount);
            shown.Text("budget.currency").ShouldBe(currency);
            shown.Member("budget.amountScaled").GetInt64().ShouldBe(minor);
            shown.Member("budget.amountMinor").GetInt64().ShouldBe(minor);
        }
    }

    [Theory]
    [InlineData("0.5", "JPY")]
    [InlineData("0.001", "EUR")]
    [InlineData("0.0001", "KWD")]
    public async Task An_amount_with_more_places_than_its_currency_is_refused(string sent, string currency) =>
        await Create($$"""{"budget":{"amount":{{sent}},"currency":"{{currency}}"} }""").ShouldBeInvalid("budget.amount", IssueCodes.NotMultipleOf);

    [Fact]
    public async Task An_amount_without_a_currency_is_of_the_default_one()
    {
        (await Create("""{"budget":7}""")).Text("budget.currency").ShouldBe("EUR");
        (await Create("""{"budget":{"amount":7}}""")).Text("budget.currency").ShouldBe("EUR");
    }

    [Fact]
    public async Task What_answers_show_of_an_amount_can_be_sent_back()
    {
        var order = await Create("""{"budget":{"amount":0.125,"currency":"KWD"}}""");

        (await Update(order, $$"""{"budget":{{order.GetProperty("budget").GetRawText()}}}""")).Version().ShouldBe(1);
    }

    [Fact]
    public async Task Amounts_are_filtered_within_one_currency()
    {
        await Create("""{"number":"ten","budget":10}""");
        await Create("""{"number":"twenty","budget":20}""");
        await Create("""{"number":"yen","budget":{"amount":15,"currency":"JPY"}}""");
        await Create("""{"number":"none"}""");

        (await Filter("lt", "15")).ShouldBe("ten");
        (await Filter("gt", "5")).ShouldBe("ten twenty");
        (await Filter("gt", """{"amount":5,"currency":"JPY"}""")).ShouldBe("yen");
        (await Filter("eq", """{"amount":10,"currency":"JPY"}""")).ShouldBe("");
        (await Filter("ne", "10")).ShouldBe("twenty yen none");
        (await Filter("in", """[10,{"amount":15,"currency":"JPY"},null]""")).ShouldBe("ten yen none");

        Task<string> Filter(string op, string value) => Numbers($$"""{"filters":[{"field":"budget","op":"{{op}}","value":{{value}} }]}""");
    }
}
