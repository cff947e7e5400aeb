using System.Globalization;
using System.Text.Json;

namespace Kumiko;

/// <summary>How the number that JSON spells relates to a <see cref="decimal"/>.</summary>
internal enum NumberSize
{
    /// <summary>It is no number.</summary>
    None,

    /// <summary>The decimal is the number.</summary>
    Exact,

    /// <summary>The decimal is the nearest one: the number has more digits than it can hold.</summary>
    Rounded,

    /// <summary>The number lies above all decimals.</summary>
    TooLarge,

    /// <summary>The number lies below all decimals.</summary>
    TooSmall,
}

/// <summary>Reads exact numbers, which come as JSON numbers or, so that JavaScript does not round them, as text.</summary>
internal static class JsonNumbers
{
    private const int MostPlaces = 28;

    public static NumberSize Read(JsonElement json, out decimal number)
    {
        number = 0;
        if (json.ValueKind == JsonValueKind.Number)
        {
            return Parse(json.GetRawText(), NumberStyles.Float, out number);
        }

        return json.ValueKind == JsonValueKind.String && JsonNames.TryReadText(json, "", new IssueList(), out var text)
            ? Parse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, out number)
            : NumberSize.None;
    }

    private static NumberSize Parse(string text, NumberStyles style, out decimal number)
    {
        if (decimal.TryParse(text, style, CultureInfo.InvariantCulture, out number))
        {
            // Minus zero is zero.
            number = number == 0 ? 0 : number;
            return IsRounded(text, number) ? NumberSize.Rounded : NumberSize.Exact;
        }

        return !double.TryParse(text, style, CultureInfo.InvariantCulture, out var real) ? NumberSize.None
            : real < 0 ? NumberSize.TooSmall : NumberSize.TooLarge;
    }

    /// <summary>Only a long number, or one that was shifted, can have lost digits.</summary>
    private static bool IsRounded(string text, decimal number)
    {
        if (number == 0)
        {
            return text.AsSpan(0, EndOfDigits(text)).IndexOfAnyInRange('1', '9') >= 0;
        }

        return (text.Length > MostPlaces || EndOfDigits(text) < text.Length) && SignificantDigits(text) > SignificantDigits(number.ToString(CultureInfo.InvariantCulture));
    }

    private static int SignificantDigits(string text)
    {
        var digits = text.AsSpan(0, EndOfDigits(text)).ToString().Replace(".", "", StringComparison.Ordinal).TrimStart('-', '+', '0').TrimEnd('0');
        return digits.Length;
    }

    private static int EndOfDigits(string text) => text.AsSpan().IndexOfAny('e', 'E') is var end and >= 0 ? end : text.Length;
}
