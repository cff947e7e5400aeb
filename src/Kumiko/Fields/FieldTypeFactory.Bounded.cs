using System.Globalization;
using System.Reflection;

namespace Kumiko;

/// <summary>The types with bounds: numbers, days and instants.</summary>
internal sealed partial class FieldTypeFactory
{
    private IntegerType CreateInteger(FieldDeclaration field)
    {
        var (min, max) = WholeBounds(field, int.MinValue, int.MaxValue);
        return new IntegerType((int?)min, (int?)max);
    }

    private BigIntegerType CreateBigInteger(FieldDeclaration field)
    {
        var (min, max) = WholeBounds(field, long.MinValue, long.MaxValue);
        return new BigIntegerType((long?)min, (long?)max);
    }

    private RealType CreateReal(FieldDeclaration field)
    {
        var (min, max) = NumberBounds(field);
        return new RealType(min, max);
    }

    private DecimalType CreateDecimal(FieldDeclaration field)
    {
        var (min, max) = NumberBounds(field, typeof(DecimalAttribute));
        var digits = field.Get<DecimalAttribute>() ?? new DecimalAttribute(18, 4);
        if (digits.Precision is < 1 or > DecimalType.LargestPrecision || digits.Scale < 0 || digits.Scale > digits.Precision)
        {
            schemas.Report(DiagnosticRules.DecimalDigits, field.Name, $"A decimal cannot have {digits.Precision} digits with {digits.Scale} behind the point.");
            digits = new DecimalAttribute(18, 4);
        }

        return new DecimalType(digits.Precision, digits.Scale, ToDecimal(min), ToDecimal(max));
    }

    private (double? Min, double? Max) NumberBounds(FieldDeclaration field, params Type[] more)
    {
        Allow(field, [typeof(NumberAttribute), .. more]);
        var number = field.Get<NumberAttribute>();
        double? min = number is null || double.IsNaN(number.Min) ? null : number.Min;
        double? max = number is null || double.IsNaN(number.Max) ? null : number.Max;
        if (min > max)
        {
            schemas.Report(DiagnosticRules.ImpossibleBounds, field.Name, $"No number is from {min} to {max}.");
        }

        return (min, max);
    }

    /// <summary>Bounds of whole numbers are whole, and within what the C# type holds.</summary>
    private (double? Min, double? Max) WholeBounds(FieldDeclaration field, double least, double most)
    {
        var (min, max) = NumberBounds(field);
        if (!(min > max) && (min > most || max < least || Math.Ceiling(min ?? least) > Math.Floor(max ?? most)))
        {
            schemas.Report(DiagnosticRules.ImpossibleBounds, field.Name, $"No whole number of this type is from {min} to {max}.");
        }

        return (Clamp(min is { } a ? Math.Ceiling(a) : null, least, most), Clamp(max is { } b ? Math.Floor(b) : null, least, most));
    }

    /// <summary>No decimal lies beyond the largest one: a bound out there means the same as one at the edge.</summary>
    private static decimal? ToDecimal(double? bound) => bound switch
    {
        null => null,
        >= (double)decimal.MaxValue => decimal.MaxValue,
        <= (double)decimal.MinValue => decimal.MinValue,
        { } number => (decimal)number,
    };

    private DateType CreateDate(FieldDeclaration field)
    {
        Allow(field, typeof(DateAttribute));
        var bounds = field.Get<DateAttribute>();
        var min = Parse(field, bounds?.Min, ParseDate);
        var max = Parse(field, bounds?.Max, ParseDate);
        CheckOrder(field, min, max);
        return new DateType(min, max);
    }

    private TimestampType CreateTimestamp(FieldDeclaration field)
    {
        Allow(field, typeof(TimestampAttribute));
        var (min, max) = InstantBounds(field);
        return new TimestampType(min, max, FindZone(field));
    }

    private LocatedTimestampType CreateLocated(FieldDeclaration field)
    {
        Allow(field, typeof(TimestampAttribute));
        if (field.Get<TimestampAttribute>()?.LocatedBy is not null)
        {
            schemas.Report(DiagnosticRules.MisplacedAttribute, field.Name, "A located timestamp has its own zone; LocatedBy would do nothing.");
        }

        var (min, max) = InstantBounds(field);
        return new LocatedTimestampType(min, max);
    }

    private string? FindZone(FieldDeclaration field)
    {
        if (field.Get<TimestampAttribute>()?.LocatedBy is not { } name)
        {
            return null;
        }

        if (field.ValueType != typeof(DateTimeOffset))
        {
            schemas.Report(DiagnosticRules.MisplacedAttribute, field.Name, "The timestamps of a list have no clock; LocatedBy would do nothing.");
            return null;
        }

        return JsonNames.Camel(name);
    }

    private (DateTimeOffset? Min, DateTimeOffset? Max) InstantBounds(FieldDeclaration field)
    {
        var bounds = field.Get<TimestampAttribute>();
        var min = Parse(field, bounds?.Min, ParseInstant);
        var max = Parse(field, bounds?.Max, ParseInstant);
        CheckOrder(field, min, max);
        return (min, max);
    }

    private T? Parse<T>(FieldDeclaration field, string? text, Func<string, T?> parse)
        where T : struct
    {
        if (text is null)
        {
            return null;
        }

        var value = parse(text);
        if (value is null)
        {
            schemas.Report(DiagnosticRules.ImpossibleBounds, field.Name, $"The bound '{text}' cannot be read.");
        }

        return value;
    }

    private void CheckOrder<T>(FieldDeclaration field, T? min, T? max)
        where T : struct, IComparable<T>
    {
        if (min is { } least && max is { } most && least.CompareTo(most) > 0)
        {
            schemas.Report(DiagnosticRules.ImpossibleBounds, field.Name, $"Nothing is from {least} to {most}.");
        }
    }

    private static DateOnly? ParseDate(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    private static DateTimeOffset? ParseInstant(string text) => Instants.TryParse(text, out var instant) ? instant : null;

    private static double? Clamp(double? value, double min, double max) => value is { } number ? Math.Clamp(number, min, max) : null;
}
