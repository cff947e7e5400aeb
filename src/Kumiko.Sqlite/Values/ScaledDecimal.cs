using Kumiko.Storage;

namespace Kumiko.Sqlite;

/// <summary>A decimal as the whole number that a column of a certain scale stores: 12.5 is 1250 in a column of scale 2.</summary>
/// <param name="Unscaled">The whole number; the next smaller one where the value lies between two.</param>
/// <param name="Fit">Whether the column can hold the value.</param>
internal readonly record struct ScaledDecimal(Int128 Unscaled, DecimalFit Fit)
{
    private const int MostDigits = 38;

    private static readonly Int128[] Powers = PowersOfTen();

    /// <summary>The largest whole number that a column holds.</summary>
    public static Int128 Largest(Column column) => Powers[column.Precision] - 1;

    public static ScaledDecimal Of(decimal value, Column column)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var magnitude = new UInt128((uint)bits[2], ((ulong)(uint)bits[1] << 32) | (uint)bits[0]);
        var unscaled = bits[3] < 0 ? -(Int128)magnitude : (Int128)magnitude;
        var shift = column.Scale - ((bits[3] >> 16) & 0xFF);
        var largest = Largest(column);
        var exact = true;

        if (shift > 0)
        {
            // Multiplying could overflow, so what cannot fit is sorted out before.
            if (magnitude > (UInt128)(largest / Powers[shift]))
            {
                return new(0, unscaled < 0 ? DecimalFit.Below : DecimalFit.Above);
            }

            unscaled *= Powers[shift];
        }
        else if (shift < 0)
        {
            var (quotient, remainder) = Int128.DivRem(unscaled, Powers[-shift]);
            exact = remainder == 0;
            unscaled = remainder < 0 ? quotient - 1 : quotient;
        }

        return unscaled < -largest ? new(0, DecimalFit.Below)
            : unscaled > largest ? new(0, DecimalFit.Above)
            : new(unscaled, exact ? DecimalFit.Exact : DecimalFit.Between);
    }

    public static decimal ToDecimal(Int128 unscaled, Column column)
    {
        var magnitude = (UInt128)Int128.Abs(unscaled);
        return new decimal((int)(uint)magnitude, (int)(uint)(magnitude >> 32), (int)(uint)(magnitude >> 64), unscaled < 0, (byte)column.Scale);
    }

    private static Int128[] PowersOfTen()
    {
        var powers = new Int128[MostDigits + 1];
        powers[0] = 1;
        for (var i = 1; i < powers.Length; i++)
        {
            powers[i] = powers[i - 1] * 10;
        }

        return powers;
    }
}

/// <summary>How a decimal relates to what a column can hold.</summary>
internal enum DecimalFit
{
    Exact,
    Between,
    Above,
    Below,
}
