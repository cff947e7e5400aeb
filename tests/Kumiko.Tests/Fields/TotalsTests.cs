namespace Kumiko.Tests.Fields;

/// <summary>Sums over embedded lists: shown in answers, or held equal to a field of the record.</summary>
public class TotalsTests
{
    private static readonly EntityDefinition Invoice = Declared.Entity<Bill>(e => e
        .DefaultCurrency("EUR")
        .Total(b => b.Positions, p => p.Price)
        .Total(b => b.Positions, p => p.Count)
        .Total(b => b.Positions, p => p.Weight)
        .Total(b => b.Positions, p => p.Share)
        .Total(b => b.Positions, p => p.Number)
        .TotalsMatch(b => b.Positions, p => p.Price, b => b.Amount));

    [Fact]
    public void Nothing_adds_up_to_zero() => Totals(new Bill()).ShouldBe(
        "{\"price\":{\"amount\":0.00,\"currency\":\"EUR\",\"amountScaled\":0,\"amountMinor\":0},\"count\":0,\"weight\":0,\"share\":0,\"number\":0}");

    [Fact]
    public void Numbers_and_amounts_add_up_and_what_is_missing_does_not_count() => Totals(new Bill
    {
        Positions =
        [
            new() { Price = Money.Of(1.5m, "EUR"), Count = int.MaxValue, Weight = 1.25m, Share = 0.5, Number = long.MaxValue },
            new() { Price = Money.Of(2, "EUR"), Count = 1, Weight = 1, Share = 0.25, Number = 1 },
            new(),
        ],
    }).ShouldBe(
        "{\"price\":{\"amount\":3.50,\"currency\":\"EUR\",\"amountScaled\":350,\"amountMinor\":350},\"count\":2147483648,\"weight\":2.2500,\"share\":0.75,\"number\":9223372036854775808}");

    [Fact]
    public void Amounts_of_different_currencies_have_no_sum() =>
        Totals(new Bill { Positions = [new() { Price = Money.Of(1, "EUR") }, new() { Price = Money.Of(1, "USD") }] }).ShouldStartWith("{\"price\":null,");

    [Fact]
    public void A_sum_that_is_too_large_is_shown_as_nothing()
    {
        var largest = new Position { Price = Money.FromMinorUnits(long.MaxValue, Currency.Of("EUR")), Share = double.MaxValue };
        var totals = Totals(new Bill { Positions = [largest, largest] });
        totals.ShouldStartWith("{\"price\":null,");
        totals.ShouldContain("\"share\":null");
    }

    [Theory]
    [InlineData("2.00", "1.50,0.50", true)]
    [InlineData("2.00", "1.50,0.49", false)]
    [InlineData("2.00", "", false)]
    [InlineData("0.00", "", true)]
    [InlineData("0.00", "1.00,-1.00", true)]
    [InlineData(null, "1.50", true)]
    public void The_sum_must_equal_the_field(string? amount, string prices, bool isMatch)
    {
        var bill = new Bill
        {
            Amount = amount is null ? null : Money.Of(decimal.Parse(amount), "EUR"),
            Positions = [.. prices.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(p => new Position { Price = Money.Of(decimal.Parse(p), "EUR") })],
        };
        Check(bill).Select(i => $"{i.Path} {i.Code}").ShouldBe(isMatch ? [] : ["positions invalid_value"]);
    }

    [Theory]
    [InlineData("USD", false)]
    [InlineData("EUR", true)]
    public void The_sum_must_be_of_the_same_currency(string currency, bool isMatch) =>
        Check(new Bill { Amount = Money.Of(1, "EUR"), Positions = [new() { Price = Money.Of(1, currency) }] }).Count.ShouldBe(isMatch ? 0 : 1);

    [Fact]
    public void A_sum_that_is_too_large_matches_nothing()
    {
        var largest = Money.FromMinorUnits(long.MaxValue, Currency.Of("EUR"));
        Check(new Bill { Amount = largest, Positions = [new() { Price = largest }, new() { Price = largest }] })
            .ShouldHaveSingleItem().Params!["values"].ShouldBe(new[] { largest.ToString() });
    }

    [Fact]
    public void A_mismatch_names_what_should_add_up()
    {
        var issue = Check(new Bill { Amount = Money.Of(2, "EUR"), Positions = [new() { Price = Money.Of(1, "EUR") }] }).ShouldHaveSingleItem();
        Json.Describe(issue).ShouldBe("positions invalid_value expected=price adding up to amount values=2.00 EUR");
    }

    private static string Totals(Bill bill)
    {
        var record = Json.Parse(JsonText.Of(writer => Invoice.WriteRecord(writer, Invoice.StateOf(bill), DateTimeOffset.UnixEpoch)));
        return record.GetProperty("_totals").GetProperty("positions").GetRawText();
    }

    private static IReadOnlyList<FieldIssue> Check(Bill bill)
    {
        var issues = new IssueList();
        foreach (var total in Invoice.Totals)
        {
            total.Check(Invoice.Schema.Capture(bill), issues);
        }

        return issues.Issues;
    }

    public sealed class Bill : Entity
    {
        public Money? Amount { get; set; }

        public List<Position> Positions { get; set; } = [];
    }

    public sealed class Position
    {
        public Money? Price { get; set; }

        public int? Count { get; set; }

        public decimal? Weight { get; set; }

        public double? Share { get; set; }

        public long? Number { get; set; }
    }
}
