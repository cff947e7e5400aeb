using System.Collections.Frozen;

namespace Kumiko;

/// <summary>A currency of ISO 4217, with the number of decimal places that its amounts really have.</summary>
/// <remarks>Source: ISO 4217 list one (active codes and minor units).</remarks>
public sealed class Currency
{
    private const string TwoPlaces =
        "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP CVE " +
        "CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD " +
        "KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR " +
        "PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU " +
        "UZS VED VES WST XCD XCG YER ZAR ZMW ZWG";

    private const string NoPlaces = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF";
    private const string ThreePlaces = "BHD IQD JOD KWD LYD OMR TND";
    private const string FourPlaces = "CLF UYW";

    private static readonly FrozenDictionary<string, Currency> ByCode = new[] { (NoPlaces, 0), (TwoPlaces, 2), (ThreePlaces, 3), (FourPlaces, 4) }
        .SelectMany(group => group.Item1.Split(' ').Select(code => new Currency(code, group.Item2)))
        .ToFrozenDictionary(currency => currency.Code);

    private Currency(string code, int exponent)
    {
        Code = code;
        Exponent = exponent;
        UnitsPerWhole = (long)Math.Pow(10, exponent);
    }

    /// <summary>The three upper-case letters.</summary>
    public string Code { get; }

    /// <summary>How many decimal places amounts have: 2 for EUR, 0 for JPY, 3 for KWD.</summary>
    public int Exponent { get; }

    /// <summary>How many minor units make one whole: 100 for EUR, 1 for JPY, 1000 for KWD.</summary>
    public long UnitsPerWhole { get; }

    /// <summary>Finds a currency by its code.</summary>
    /// <exception cref="ArgumentException">There is no such currency.</exception>
    public static Currency Of(string code) =>
        ByCode.GetValueOrDefault(code) ?? throw new ArgumentException($"'{code}' is not a currency code of ISO 4217.", nameof(code));

    /// <summary>Finds a currency by its code, or null.</summary>
    public static Currency? Find(string code) => ByCode.GetValueOrDefault(code);

    /// <summary>The code.</summary>
    public override string ToString() => Code;
}
