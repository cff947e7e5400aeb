using Kumiko.Storage;

namespace Kumiko.Sqlite;

/// <summary>
/// Whole numbers of more than 18 digits as text of a fixed width that sorts as the numbers do: a sign (0 below zero, else 1) and the
/// digits, below zero as their complement to nine.
/// </summary>
internal static class DecimalText
{
    public const int MostInteger = 18;

    public static int Width(Column column) => column.Precision + 1;

    public static void Write(Int128 unscaled, Column column, Span<byte> text)
    {
        var digits = unscaled < 0 ? ScaledDecimal.Largest(column) + unscaled : unscaled;
        text[0] = unscaled < 0 ? (byte)'0' : (byte)'1';
        for (var i = column.Precision; i > 0; i--)
        {
            (digits, var digit) = Int128.DivRem(digits, 10);
            text[i] = (byte)('0' + (int)digit);
        }
    }

    public static Int128 Read(ReadOnlySpan<byte> text, Column column)
    {
        Int128 digits = 0;
        foreach (var digit in text[1..])
        {
            digits = (digits * 10) + (digit - '0');
        }

        return text[0] == '0' ? digits - ScaledDecimal.Largest(column) : digits;
    }
}
