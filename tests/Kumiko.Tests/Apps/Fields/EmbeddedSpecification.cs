using Kumiko.Testing;

namespace Kumiko.Tests.Apps.Fields;

/// <summary>Objects inside a record: what they compute, and their sums.</summary>
public abstract class EmbeddedSpecification(DatabaseSource source) : OrderTests(source)
{
    [Fact]
    public async Task Computed_members_are_computed_whatever_clients_send()
    {
        var order = await Create("""{"lines":[{"product":"bolt","quantity":3,"unitPrice":0.1,"amount":999,"isFree":true}]}""");

        foreach (var shown in new[] { order, await Detail(order) })
        {
            var line = shown.GetProperty("lines").Items().ShouldHaveSingleItem();
            line.Member("amount.amount").GetRawText().ShouldBe("0.30");
            line.GetProperty("isFree").GetBoolean().ShouldBeFalse();
        }
    }

    [Fact]
    public async Task What_was_computed_can_be_sent_back_and_changes_nothing()
    {
        var order = await Create("""{"lines":[{"product":"bolt","quantity":3,"unitPrice":0.1}]}""");

        (await Update(order, $$"""{"lines":{{order.GetProperty("lines").GetRawText()}}}""")).Version().ShouldBe(1);
    }

    [Fact]
    public async Task A_computation_without_its_sources_gives_null() =>
        (await Create("""{"lines":[{"product":"gift"}]}""")).GetProperty("lines")[0].ShouldBeJson(
            """{"product":"gift","quantity":1,"unitPrice":null,"weight":null,"amount":null,"isFree":true}""");

    [Fact]
    public async Task A_computation_that_fails_is_an_issue_of_its_member() =>
        await Create("""{"lines":[{"product":"a","quantity":2000000000,"unitPrice":90000000000000000}]}""")
            .ShouldBeInvalid("lines.0.amount", IssueCodes.Custom);

    [Fact]
    public async Task Totals_add_up_a_column()
    {
        var order = await Create(
            """{"lines":[{"product":"a","quantity":2,"unitPrice":1.5,"weight":0.125},{"product":"b","quantity":3,"weight":0.25}]}""");

        (await Detail(order)).Member("_totals.lines").ShouldBeJson(
            """{"quantity":5,"weight":0.375,"amount":{"amount":3.00,"currency":"EUR","amountScaled":300,"amountMinor":300}}""");
        (await Create("{}")).Member("_totals.lines").ShouldBeJson(
            """{"quantity":0,"weight":0,"amount":{"amount":0.00,"currency":"EUR","amountScaled":0,"amountMinor":0}}""");
    }

    [Fact]
    public async Task There_is_no_total_over_two_currencies() =>
        (await Create("""{"lines":[{"product":"a","unitPrice":1},{"product":"b","unitPrice":{"amount":1,"currency":"USD"}}]}"""))
            .Member("_totals.lines.amount").ShouldBeJson("null");

    [Fact]
    public async Task There_is_no_total_beyond_what_can_be_counted()
    {
        var order = await Create("""{"lines":[{"product":"a","unitPrice":90000000000000000},{"product":"b","unitPrice":90000000000000000}]}""");

        (await Detail(order)).Member("_totals.lines.amount").ShouldBeJson("null");
    }

    [Fact]
    public async Task A_sum_that_is_not_the_stated_total_is_refused()
    {
        const string lines = "\"lines\":[{\"product\":\"a\",\"quantity\":2,\"unitPrice\":1.5}]";

        (await Create($$"""{{{lines}},"total":3}""")).Member("total.amount").GetRawText().ShouldBe("3.00");
        await Create($$"""{{{lines}},"total":2.99}""").ShouldBeInvalid("lines", IssueCodes.InvalidValue);
        await Create($$"""{{{lines}},"total":{"amount":3,"currency":"USD"} }""").ShouldBeInvalid("lines", IssueCodes.InvalidValue);
        await Create("""{"lines":[{"product":"a","unitPrice":1},{"product":"b","unitPrice":{"amount":1,"currency":"USD"}}],"total":2}""")
            .ShouldBeInvalid("lines", IssueCodes.InvalidValue);
        await Create("""{"lines":[{"product":"a","unitPrice":90000000000000000},{"product":"b","unitPrice":90000000000000000}],"total":1}""")
            .ShouldBeInvalid("lines", IssueCodes.InvalidValue);
    }

    [Fact]
    public async Task A_total_that_is_not_stated_is_not_compared()
    {
        (await Create("""{"lines":[{"product":"a","unitPrice":1}]}""")).GetProperty("total").ShouldBeJson("null");
        (await Create("""{"lines":[],"total":{"amount":0,"currency":"USD"}}""")).Text("total.currency").ShouldBe("USD");
    }

    [Fact]
    public async Task An_update_of_one_side_is_compared_with_the_other_side_of_the_record()
    {
        var order = await Create("""{"lines":[{"product":"a","unitPrice":1}],"total":1}""");

        await Update(order, """{"total":2}""").ShouldBeInvalid("lines", IssueCodes.InvalidValue);
        await Update(order, """{"lines":[{"product":"a","unitPrice":2}]}""").ShouldBeInvalid("lines", IssueCodes.InvalidValue);
        await Update(order, """{"lines":[]}""").ShouldBeInvalid("lines", IssueCodes.InvalidValue);
        var both = await Update(order, """{"lines":[{"product":"a","unitPrice":2}],"total":2}""");
        var cleared = await Update(both, """{"total":null}""");
        (await Update(cleared, """{"lines":[]}""")).Version().ShouldBe(4);
    }
}
