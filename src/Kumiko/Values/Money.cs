namespace Kumiko;

/// <summary>An exact amount of a currency. It never has more decimal places than the currency has.</summary>
public readonly record struct Money : IComparable<Money>
{
    private readonly Currency? _currency;

    /// <summary>Makes an amount.</summary>
    /// <exception cref="ArgumentException">The amount has more decimal places than the currency, or is larger than 64 bits of minor units hold.</exception>
    public Money(decimal amount, Currency currency)
    {
        if (!TryCountMinorUnits(amount, currency, out var minorUnits))
        {
            throw new ArgumentException($"{amount} is not an amount of {currency}, which has {currency.Exponent} decimal places.", nameof(amount));
        }

        MinorUnits = minorUnits;
        _currency = currency;
    }

    private Money(long minorUnits, Currency currency)
    {
        MinorUnits = minorUnits;
        _currency = currency;
    }

    /// <summary>The amount in whole units, such as 12.50; always shown with all places of the currency.</summary>
    public decimal Amount
    {
        get
        {
            var units = (ulong)Math.Abs((decimal)MinorUnits);
            return new decimal((int)(uint)units, (int)(uint)(units >> 32), 0, MinorUnits < 0, (byte)Currency.Exponent);
        }
    }

    /// <summary>The amount in the smallest unit, such as 1250 cents.</summary>
    public long MinorUnits { get; }

    /// <summary>The currency.</summary>
    /// <exception cref="InvalidOperationException">This is <c>default(Money)</c>, which has none.</exception>
    public Currency Currency => _currency ?? throw new InvalidOperationException("A default Money has no currency; make one with Money.Of.");

    /// <summary>Makes an amount.</summary>
    /// <exception cref="ArgumentException">There is no such currency, or the amount has more decimal places than it.</exception>
    public static Money Of(decimal amount, string currency) => new(amount, Currency.Of(currency));

    /// <summary>Makes an amount from a number of the smallest units.</summary>
    public static Money FromMinorUnits(long minorUnits, Currency currency) => new(minorUnits, currency);

    /// <summary>The nearest amount of the currency; halves are rounded away from zero.</summary>
    public static Money Rounded(decimal amount, Currency currency) =>
        new(Math.Round(amount, currency.Exponent, MidpointRounding.AwayFromZero), currency);

    /// <summary>Whether the amount has no more places than the currency and fits, and if so, how many minor units it is.</summary>
    internal static bool TryCountMinorUnits(decimal amount, Currency currency, out long minorUnits)
    {
        minorUnits = 0;
        if (amount is < long.MinValue or > long.MaxValue)
        {
            return false;
        }

        var scaled = amount * currency.UnitsPerWhole;
        if (scaled is < long.MinValue or > long.MaxValue || decimal.Round(amount, currency.Exponent) != amount)
        {
            return false;
        }

        minorUnits = (long)scaled;
        return true;
    }

    /// <summary>Adds amounts of one currency.</summary>
    /// <exception cref="InvalidOperationException">The currencies differ.</exception>
    /// <exception cref="OverflowException">The sum is larger than 64 bits of minor units hold.</exception>
    public static Money operator +(Money left, Money right) => new(checked(left.MinorUnits + right.In(left).MinorUnits), left.Currency);

    /// <summary>Subtracts amounts of one currency.</summary>
    /// <exception cref="InvalidOperationException">The currencies differ.</exception>
    public static Money operator -(Money left, Money right) => new(checked(left.MinorUnits - right.In(left).MinorUnits), left.Currency);

    /// <summary>Multiplies an amount; the product is rounded to the currency's places, halves away from zero.</summary>
    /// <exception cref="OverflowException">The product is larger than 64 bits of minor units hold.</exception>
    public static Money operator *(Money money, decimal factor)
    {
        var product = Math.Round(money.Amount * factor, money.Currency.Exponent, MidpointRounding.AwayFromZero);
        return TryCountMinorUnits(product, money.Currency, out var minorUnits)
            ? new Money(minorUnits, money.Currency)
            : throw new OverflowException($"{money} times {factor} is too large an amount.");
    }

    /// <inheritdoc cref="op_Multiply(Money, decimal)"/>
    public static Money operator *(decimal factor, Money money) => money * factor;

    /// <summary>Compares amounts of one currency.</summary>
    public static bool operator <(Money left, Money right) => left.CompareTo(right) < 0;

    /// <summary>Compares amounts of one currency.</summary>
    public static bool operator >(Money left, Money right) => left.CompareTo(right) > 0;

    /// <summary>Compares amounts of one currency.</summary>
    public static bool operator <=(Money left, Money right) => left.CompareTo(right) <= 0;

    /// <summary>Compares amounts of one currency.</summary>
    public static bool operator >=(Money left, Money right) => left.CompareTo(right) >= 0;

    /// <inheritdoc cref="op_Addition"/>
    public static Money Add(Money left, Money right) => left + right;

    /// <inheritdoc cref="op_Subtraction"/>
    public static Money Subtract(Money left, Money right) => left - right;

    /// <inheritdoc cref="op_Multiply(Money, decimal)"/>
    public static Money Multiply(Money left, decimal right) => left * right;

    /// <summary>Compares with an amount of the same currency.</summary>
    /// <exception cref="InvalidOperationException">The currencies differ.</exception>
    public int CompareTo(Money other) => MinorUnits.CompareTo(other.In(this).MinorUnits);

    /// <summary>The amount and the currency, such as <c>12.50 EUR</c>.</summary>
    public override string ToString() => _currency is null ? "no money" : $"{Amount} {Currency}";

    private Money In(Money other) => ReferenceEquals(Currency, other.Currency)
        ? this
        : throw new InvalidOperationException($"{Currency} and {other.Currency} cannot be combined without an exchange rate.");
}
