using FsCheck.Fluent;

namespace Kumiko.Tests.Values;

public class MoneyTests
{
    private static readonly Currency Eur = Currency.Of("EUR");

    [Theory]
    [InlineData("12.5", "EUR", 1250, "12.50 EUR")]
    [InlineData("12", "JPY", 12, "12 JPY")]
    [InlineData("12.345", "KWD", 12345, "12.345 KWD")]
    [InlineData("12.3456", "CLF", 123456, "12.3456 CLF")]
    [InlineData("-0.01", "EUR", -1, "-0.01 EUR")]
    [InlineData("0", "EUR", 0, "0.00 EUR")]
    [InlineData("-0.00", "EUR", 0, "0.00 EUR")]
    [InlineData("92233720368547758.07", "EUR", long.MaxValue, "92233720368547758.07 EUR")]
    [InlineData("-92233720368547758.08", "EUR", long.MinValue, "-92233720368547758.08 EUR")]
    [InlineData("9223372036854775807", "JPY", long.MaxValue, "9223372036854775807 JPY")]
    public void An_amount_counts_the_minor_units_of_its_currency(string amount, string currency, long minorUnits, string text)
    {
        var money = Money.Of(decimal.Parse(amount), currency);
        money.MinorUnits.ShouldBe(minorUnits);
        money.Amount.ShouldBe(decimal.Parse(amount));
        money.ToString().ShouldBe(text);
        Money.FromMinorUnits(minorUnits, Currency.Of(currency)).ShouldBe(money);
    }

    [Theory]
    [InlineData("0.001", "EUR")]
    [InlineData("0.1", "JPY")]
    [InlineData("0.0001", "KWD")]
    [InlineData("0.00001", "CLF")]
    [InlineData("92233720368547758.08", "EUR")]
    [InlineData("-92233720368547758.09", "EUR")]
    [InlineData("7.0000000000000000000000000001", "EUR")]
    [InlineData("79228162514264337593543950335", "JPY")]
    public void An_amount_that_the_currency_cannot_have_is_refused(string amount, string currency) =>
        Should.Throw<ArgumentException>(() => Money.Of(decimal.Parse(amount), currency));

    [Theory]
    [InlineData("0.005", "0.01")]
    [InlineData("0.015", "0.02")]
    [InlineData("-0.005", "-0.01")]
    [InlineData("0.0049", "0")]
    public void Halves_are_rounded_away_from_zero(string amount, string rounded) =>
        Money.Rounded(decimal.Parse(amount), Eur).ShouldBe(Money.Of(decimal.Parse(rounded), "EUR"));

    [Fact]
    public void Amounts_of_one_currency_are_added_and_subtracted()
    {
        (Money.Of(1.20m, "EUR") + Money.Of(2.05m, "EUR")).ShouldBe(Money.Of(3.25m, "EUR"));
        (Money.Of(1.20m, "EUR") - Money.Of(2.05m, "EUR")).ShouldBe(Money.Of(-0.85m, "EUR"));
        Money.Add(Money.Of(1, "JPY"), Money.Of(2, "JPY")).ShouldBe(Money.Of(3, "JPY"));
        Money.Subtract(Money.Of(1, "JPY"), Money.Of(2, "JPY")).ShouldBe(Money.Of(-1, "JPY"));
    }

    [Fact]
    public void Amounts_are_multiplied_to_whole_minor_units()
    {
        (Money.Of(0.05m, "EUR") * 0.5m).ShouldBe(Money.Of(0.03m, "EUR"));
        (3 * Money.Of(100, "JPY")).ShouldBe(Money.Of(300, "JPY"));
        Money.Multiply(Money.Of(1, "KWD"), 0.0005m).ShouldBe(Money.Of(0.001m, "KWD"));
    }

    [Fact]
    public void A_sum_that_is_too_large_overflows()
    {
        var largest = Money.FromMinorUnits(long.MaxValue, Eur);
        var smallest = Money.FromMinorUnits(long.MinValue, Eur);
        Should.Throw<OverflowException>(() => largest + Money.Of(0.01m, "EUR"));
        Should.Throw<OverflowException>(() => smallest - Money.Of(0.01m, "EUR"));
        Should.Throw<OverflowException>(() => largest * 2);
        Should.Throw<OverflowException>(() => largest * decimal.MaxValue);
    }

    [Fact]
    public void Different_currencies_are_not_combined_or_compared()
    {
        var euro = Money.Of(1, "EUR");
        var dollar = Money.Of(1, "USD");
        Should.Throw<InvalidOperationException>(() => euro + dollar).Message.ShouldContain("exchange rate");
        Should.Throw<InvalidOperationException>(() => euro - dollar);
        Should.Throw<InvalidOperationException>(() => euro < dollar);
        Should.Throw<InvalidOperationException>(() => euro.CompareTo(dollar));
        (euro == dollar).ShouldBeFalse();
    }

    [Fact]
    public void Amounts_are_ordered_by_size()
    {
        var one = Money.Of(1, "EUR");
        var two = Money.Of(2, "EUR");
        new[] { one < two, two > one, one <= two, two >= one }.ShouldAllBe(holds => holds);
        new[] { two < one, one > two, two <= one, one >= two }.ShouldAllBe(holds => !holds);
        new[] { two, one }.Order().ShouldBe([one, two]);
    }

    [Fact]
    public void Equal_amounts_of_one_currency_are_equal()
    {
        Money.Of(1.5m, "EUR").ShouldBe(Money.Of(1.50m, "EUR"));
        Money.Of(1.5m, "EUR").GetHashCode().ShouldBe(Money.Of(1.50m, "EUR").GetHashCode());
        Money.Of(0, "EUR").ShouldNotBe(Money.Of(0, "USD"));
    }

    [Fact]
    public void No_money_at_all_has_no_currency()
    {
        Should.Throw<InvalidOperationException>(() => default(Money).Currency);
        Should.Throw<InvalidOperationException>(() => default(Money).Amount);
        default(Money).ToString().ShouldBe("no money");
        default(Money).ShouldNotBe(Money.Of(0, "EUR"));
    }

    [Fact]
    public void Every_number_of_minor_units_is_an_amount_that_is_read_back() =>
        Prop.ForAll(
            ArbMap.Default.GeneratorFor<long>().ToArbitrary(), Gen.Elements("EUR", "JPY", "KWD", "CLF").ToArbitrary(), (units, code) =>
            {
                var money = Money.FromMinorUnits(units, Currency.Of(code));
                return new Money(money.Amount, money.Currency) == money;
            }).Holds();
}
