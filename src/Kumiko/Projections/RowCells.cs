namespace Kumiko;

/// <summary>Rows as their tables' columns have them.</summary>
internal static class RowCells
{
    /// <summary>The ordinals of the columns in which two rows differ.</summary>
    public static List<int> Differences(object?[] before, object?[] after)
    {
        var ordinals = new List<int>();
        for (var i = 0; i < before.Length; i++)
        {
            if (!Equals(before[i], after[i]))
            {
                ordinals.Add(i);
            }
        }

        return ordinals;
    }

    /// <summary>A copy in which a number was added to one column; a null counts as zero.</summary>
    public static object?[] Added(object?[] columns, int ordinal, object? by)
    {
        var copy = (object?[])columns.Clone();
        copy[ordinal] = Sum(copy[ordinal], by);
        return copy;
    }

    /// <summary>The sum of two numbers of one type; a null counts as zero.</summary>
    /// <exception cref="OverflowException">It is too large for its column.</exception>
    public static object? Sum(object? left, object? right) => (left, right) switch
    {
        (null, _) => right,
        (_, null) => left,
        (int a, int b) => checked(a + b),
        (long a, long b) => checked(a + b),
        (decimal a, decimal b) => a + b,
        (double a, double b) => a + b,
        _ => throw new InvalidOperationException($"'{left}' and '{right}' cannot be added."),
    };

    /// <summary>Whether adding to a column is the same as setting it.</summary>
    public static bool IsZero(object? value) => value is null or 0 or 0L or 0m or 0d;
}
