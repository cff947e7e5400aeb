using Kumiko.Storage;

namespace Kumiko;

/// <summary>Turns a comparison of a field with a plain value into a condition on its columns.</summary>
internal static class FieldFilters
{
    public static RowFilter Compare(IQueryTarget target, Field field, Comparison comparison, object? value)
    {
        var columns = target.FieldColumns[field.Ordinal];
        if (value is null)
        {
            return CompareWithNull(columns[0], comparison);
        }

        return field.Type switch
        {
            MultiSelectType or ReferencesType => Contains(columns[0], comparison, value),
            MoneyType => CompareMoney(columns, comparison, (Money)value),
            LocatedTimestampType => CompareInstant(columns[0], comparison, ((LocatedTimestamp)value).Utc),
            TimestampType => CompareInstant(columns[0], comparison, (DateTimeOffset)value),
            SealedType findable => new RowFilter.Compare(columns[1], comparison, findable.IndexOf((string)value)),
            _ => new RowFilter.Compare(columns[0], comparison, value),
        };
    }

    public static RowFilter OneOf(IQueryTarget target, Field field, IEnumerable<object?> values)
    {
        var all = values.ToList();
        var column = target.MainColumnOf(field);
        if (field.Type is MultiSelectType or ReferencesType or MoneyType or LocatedTimestampType or TimestampType or SealedType || all.Contains(null))
        {
            return new RowFilter.Any([.. all.Select(value => Compare(target, field, Comparison.Equal, value))]);
        }

        return new RowFilter.OneOf(column, [.. all.Select(v => v!)]);
    }

    /// <summary>Null is neither smaller nor larger than anything.</summary>
    public static RowFilter CompareWithNull(Column column, Comparison comparison) => comparison switch
    {
        Comparison.Equal => new RowFilter.IsNull(column),
        Comparison.NotEqual => new RowFilter.IsNotNull(column),
        _ => RowFilter.Nothing,
    };

    /// <summary>Columns hold whole microseconds; an instant between two of them is equal to none, and lies behind the first.</summary>
    public static RowFilter CompareInstant(Column column, Comparison comparison, DateTimeOffset instant)
    {
        var whole = Instants.ToMicroseconds(instant);
        if (whole == instant)
        {
            return new RowFilter.Compare(column, comparison, whole);
        }

        return comparison switch
        {
            Comparison.Equal => RowFilter.Nothing,
            Comparison.NotEqual => RowFilter.Everything,
            Comparison.Less or Comparison.LessOrEqual => new RowFilter.Compare(column, Comparison.LessOrEqual, whole),
            _ => new RowFilter.Compare(column, Comparison.Greater, whole),
        };
    }

    /// <summary>A list equals a value when it contains it: that is what a filter over a list is asked for.</summary>
    private static RowFilter Contains(Column column, Comparison comparison, object value)
    {
        var contains = new RowFilter.ArrayContains(column, value.ToString()!);
        return comparison == Comparison.NotEqual ? new RowFilter.Not(contains) : contains;
    }

    /// <summary>Amounts are compared within one currency; amounts of another are neither smaller nor larger.</summary>
    private static RowFilter CompareMoney(IReadOnlyList<Column> columns, Comparison comparison, Money money)
    {
        var amount = new RowFilter.Compare(columns[0], comparison, money.MinorUnits);
        return comparison == Comparison.NotEqual
            ? new RowFilter.Any([amount, new RowFilter.Compare(columns[1], Comparison.NotEqual, money.Currency.Code)])
            : new RowFilter.All([amount, new RowFilter.Compare(columns[1], Comparison.Equal, money.Currency.Code)]);
    }
}
