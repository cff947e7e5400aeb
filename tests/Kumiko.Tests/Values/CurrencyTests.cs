namespace Kumiko.Tests.Values;

public class CurrencyTests
{
    /// <summary>All combinations of three letters: what <see cref="Currency"/> offers, it offers through its codes only.</summary>
    private static readonly List<Currency> All =
        [.. from a in Letters from b in Letters from c in Letters let currency = Currency.Find($"{a}{b}{c}") where currency is not null select currency];

    private static IEnumerable<char> Letters => Enumerable.Range('A', 26).Select(c => (char)c);

    [Fact]
    public void The_active_currencies_are_known() => All.Count.ShouldBeGreaterThan(150);

    [Theory]
    [InlineData("EUR", 2, 100)]
    [InlineData("USD", 2, 100)]
    [InlineData("CHF", 2, 100)]
    [InlineData("JPY", 0, 1)]
    [InlineData("KRW", 0, 1)]
    [InlineData("ISK", 0, 1)]
    [InlineData("VND", 0, 1)]
    [InlineData("XOF", 0, 1)]
    [InlineData("KWD", 3, 1000)]
    [InlineData("BHD", 3, 1000)]
    [InlineData("TND", 3, 1000)]
    [InlineData("CLF", 4, 10000)]
    [InlineData("UYW", 4, 10000)]
    public void A_currency_knows_its_decimal_places(string code, int exponent, long unitsPerWhole)
    {
        var currency = Currency.Of(code);
        (currency.Code, currency.Exponent, currency.UnitsPerWhole).ShouldBe((code, exponent, unitsPerWhole));
        currency.ToString().ShouldBe(code);
    }

    [Fact]
    public void Each_currency_is_there_once() => All.ShouldAllBe(currency => ReferenceEquals(Currency.Of(currency.Code), currency));

    [Theory]
    [InlineData("")]
    [InlineData("eur")]
    [InlineData("EURO")]
    [InlineData("XXQ")]
    [InlineData("DEM")]
    public void An_unknown_code_is_no_currency(string code)
    {
        Currency.Find(code).ShouldBeNull();
        Should.Throw<ArgumentException>(() => Currency.Of(code)).Message.ShouldContain($"'{code}'");
    }
}
