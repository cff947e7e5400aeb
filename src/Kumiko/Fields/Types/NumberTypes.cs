using System.Text.Json;
using Kumiko.Storage;

namespace Kumiko;

/// <summary>What the numeric types share: bounds, filters, order.</summary>
internal abstract class NumberType<T>(T? min, T? max) : FieldType
    where T : struct, IComparable<T>
{
    public override FilterOperators Operators => FilterOperators.Equality | FilterOperators.Range | FilterOperators.Membership;

    public override bool IsSortable => true;

    internal override IEnumerable<(string Name, object Value)> Constraints
    {
        get
        {
            if (min is { } least)
            {
                yield return ("minimum", least);
            }

            if (max is { } most)
            {
                yield return ("maximum", most);
            }
        }
    }

    internal sealed override void Check(object value, string path, IssueList issues)
    {
        var number = (T)value;
        if (min is { } least && number.CompareTo(least) < 0)
        {
            TooSmall(path, least, issues);
        }
        else if (max is { } most && number.CompareTo(most) > 0)
        {
            TooBig(path, most, issues);
        }
        else
        {
            CheckDigits(number, path, issues);
        }
    }

    private protected virtual void CheckDigits(T number, string path, IssueList issues)
    {
    }

    private protected object? Checked(T number, string path, IssueList issues)
    {
        Check(number, path, issues);
        return number;
    }

    private protected static object? TooSmall(string path, T least, IssueList issues)
    {
        issues.Add(path, IssueCodes.TooSmall, ("minimum", least), ("type", "number"), ("inclusive", true));
        return null;
    }

    private protected static object? TooBig(string path, T most, IssueList issues)
    {
        issues.Add(path, IssueCodes.TooBig, ("maximum", most), ("type", "number"), ("inclusive", true));
        return null;
    }
}

/// <summary>A 32-bit whole number.</summary>
internal sealed class IntegerType(int? min, int? max) : NumberType<int>(min, max)
{
    private readonly int? _min = min;
    private readonly int? _max = max;

    public override string Kind => "number";

    internal override IEnumerable<(string Name, object Value)> Constraints => base.Constraints.Append(("integer", true));

    internal override object? Read(JsonElement json, string path, IssueList issues)
    {
        if (json.ValueKind != JsonValueKind.Number)
        {
            return WrongType(json, path, "number", issues);
        }

        if (json.TryGetInt32(out var direct))
        {
            return Checked(direct, path, issues);
        }

        return JsonNumbers.Read(json, out var number) switch
        {
            NumberSize.TooSmall => TooSmall(path, _min ?? int.MinValue, issues),
            NumberSize.TooLarge => TooBig(path, _max ?? int.MaxValue, issues),
            NumberSize.Exact or NumberSize.Rounded when number < int.MinValue => TooSmall(path, _min ?? int.MinValue, issues),
            NumberSize.Exact or NumberSize.Rounded when number > int.MaxValue => TooBig(path, _max ?? int.MaxValue, issues),
            NumberSize.Exact when decimal.Truncate(number) == number => Checked((int)number, path, issues),
            _ => WrongType(json, path, "int", issues),
        };
    }

    internal override void Write(Utf8JsonWriter writer, object value, JsonForm form) => writer.WriteNumberValue((int)value);

    internal override IReadOnlyList<Column> ColumnsOf(string name, bool nullable) => [new(name, ColumnType.Int32, nullable)];
}

/// <summary>A 64-bit whole number. Beyond 2^53 it travels as text, because JavaScript would round it.</summary>
internal sealed class BigIntegerType(long? min, long? max) : NumberType<long>(min, max)
{
    private const long LargestExactDouble = 9007199254740991;
    private readonly long? _min = min;
    private readonly long? _max = max;

    public override string Kind => "bigInt";

    internal override object? Read(JsonElement json, string path, IssueList issues)
    {
        if (json.ValueKind == JsonValueKind.Number && json.TryGetInt64(out var direct))
        {
            return Checked(direct, path, issues);
        }

        return JsonNumbers.Read(json, out var number) switch
        {
            NumberSize.TooSmall => TooSmall(path, _min ?? long.MinValue, issues),
            NumberSize.TooLarge => TooBig(path, _max ?? long.MaxValue, issues),
            NumberSize.Exact or NumberSize.Rounded when number < long.MinValue => TooSmall(path, _min ?? long.MinValue, issues),
            NumberSize.Exact or NumberSize.Rounded when number > long.MaxValue => TooBig(path, _max ?? long.MaxValue, issues),
            NumberSize.Exact when decimal.Truncate(number) == number => Checked((long)number, path, issues),
            _ => WrongType(json, path, "bigint", issues),
        };
    }

    internal override void Write(Utf8JsonWriter writer, object value, JsonForm form)
    {
        var number = (long)value;
        if (form == JsonForm.Wire && Math.Abs((decimal)number) > LargestExactDouble)
        {
            writer.WriteStringValue(number.ToString());
        }
        else
        {
            writer.WriteNumberValue(number);
        }
    }

    internal override IReadOnlyList<Column> ColumnsOf(string name, bool nullable) => [new(name, ColumnType.Int64, nullable)];
}

/// <summary>A finite binary floating-point number.</summary>
internal sealed class RealType(double? min, double? max) : NumberType<double>(min, max)
{
    private readonly double? _min = min;
    private readonly double? _max = max;

    public override string Kind => "number";

    internal override object? Read(JsonElement json, string path, IssueList issues) =>
        json.ValueKind != JsonValueKind.Number ? WrongType(json, path, "number", issues)
        : json.GetDouble() switch
        {
            double.PositiveInfinity => TooBig(path, _max ?? double.MaxValue, issues),
            double.NegativeInfinity => TooSmall(path, _min ?? double.MinValue, issues),
            var number => Checked(number == 0 ? 0 : number, path, issues),
        };

    /// <summary>Minus zero is zero: not every store can tell them apart.</summary>
    internal override object Normalize(object value) => (double)value == 0 ? 0d : value;

    private protected override void CheckDigits(double number, string path, IssueList issues)
    {
        if (!double.IsFinite(number))
        {
            issues.Add(path, IssueCodes.InvalidType, ("expected", "number"), ("received", "nan"));
        }
    }

    internal override void Write(Utf8JsonWriter writer, object value, JsonForm form) => writer.WriteNumberValue((double)value);

    internal override IReadOnlyList<Column> ColumnsOf(string name, bool nullable) => [new(name, ColumnType.Double, nullable)];
}

/// <summary>An exact decimal number of a fixed number of digits.</summary>
internal sealed class DecimalType(int precision, int scale, decimal? min, decimal? max) : NumberType<decimal>(min, max)
{
    public const int LargestPrecision = 28;

    /// <summary>One more than the largest whole part that fits.</summary>
    private readonly decimal _limit = Power(precision - scale);

    public int Scale => scale;

    public override string Kind => "decimal";

    internal override IEnumerable<(string Name, object Value)> Constraints =>
        base.Constraints.Append(("precision", precision)).Append(("scale", scale));

    internal override object? Read(JsonElement json, string path, IssueList issues)
    {
        if (ReadComparand(json, path, issues) is not decimal number)
        {
            return null;
        }

        Check(number, path, issues);
        return Fit(number);
    }

    /// <summary>With all its digits: rounding would change what is larger and what is smaller.</summary>
    internal override object? ReadComparand(JsonElement json, string path, IssueList issues)
    {
        switch (JsonNumbers.Read(json, out var number))
        {
            case NumberSize.None:
                return WrongType(json, path, "number", issues);
            case NumberSize.TooSmall:
                return decimal.MinValue;
            case NumberSize.TooLarge:
                return decimal.MaxValue;
            case NumberSize.Rounded:
                issues.Add(path, IssueCodes.NotMultipleOf, ("divisor", Divisor(scale)));
                return null;
            default:
                return number;
        }
    }

    internal override object ToComparand(object value) => value;

    internal override object Normalize(object value) => Fit((decimal)value);

    private protected override void CheckDigits(decimal number, string path, IssueList issues)
    {
        if (number >= _limit)
        {
            issues.Add(path, IssueCodes.TooBig, ("maximum", _limit), ("type", "number"), ("inclusive", false));
        }
        else if (number <= -_limit)
        {
            issues.Add(path, IssueCodes.TooSmall, ("minimum", -_limit), ("type", "number"), ("inclusive", false));
        }
        else if (decimal.Round(number, scale) != number)
        {
            issues.Add(path, IssueCodes.NotMultipleOf, ("divisor", Divisor(scale)));
        }
    }

    internal override void Write(Utf8JsonWriter writer, object value, JsonForm form) => writer.WriteNumberValue((decimal)value);

    internal override IReadOnlyList<Column> ColumnsOf(string name, bool nullable) =>
        [new(name, ColumnType.Decimal, nullable) { Precision = precision, Scale = scale }];

    internal override object? FromColumns(ReadOnlySpan<object?> columns) => columns[0] is decimal number ? Fit(number) : null;

    internal static decimal Divisor(int scale) => new(1, 0, 0, false, (byte)scale);

    /// <summary>Shows exactly the declared places, so that the same number always looks the same.</summary>
    private decimal Fit(decimal number)
    {
        var rounded = number == 0 ? 0 : decimal.Round(number, scale, MidpointRounding.AwayFromZero);
        return Math.Abs(rounded) < _limit ? rounded + new decimal(0, 0, 0, false, (byte)scale) : rounded;
    }

    private static decimal Power(int exponent)
    {
        var power = 1m;
        for (var i = 0; i < exponent; i++)
        {
            power *= 10;
        }

        return power;
    }
}
