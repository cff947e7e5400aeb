using System.Numerics;
using Kumiko.Storage;

namespace Kumiko.Sqlite;

/// <summary>
/// Conditions in SQL. SQL knows three truth values and filters two: a null result counts as false, which AND and OR preserve,
/// so that only NOT has to say so. A flag is compared with one of two fixed texts: behind a parameter, SQLite could not see that a
/// partial index (of the rows that are not deleted, say) covers the question.
/// </summary>
internal static class FilterSql
{
    private const string True = "1";
    private const string False = "0";

    public static SqlWriter Write(this SqlWriter sql, RowFilter filter) => filter switch
    {
        RowFilter.Compare compare when compare.Column.Type == ColumnType.Decimal => CompareDecimal(sql, compare),
        RowFilter.Compare { Comparison: Comparison.Equal, Value: bool flag } test => sql.Name(test.Column).Write(flag ? " = 1" : " = 0"),
        RowFilter.Compare compare => sql.Name(compare.Column).Write(Operator(compare.Comparison)).Value(compare.Column, compare.Value),
        RowFilter.IsNull test => sql.Name(test.Column).Write(" IS NULL"),
        RowFilter.IsNotNull test => sql.Name(test.Column).Write(" IS NOT NULL"),
        RowFilter.OneOf oneOf => OneOf(sql, oneOf),
        RowFilter.ArrayContains contains => ArrayContains(sql, contains),
        RowFilter.TextContains contains => sql.Write("instr(").Name(contains.Column).Write(", ").Value(contains.Value).Write(") > 0"),
        RowFilter.TextStartsWith starts => StartsWith(sql, starts),
        RowFilter.All all => Join(sql, all.Filters, " AND ", whenEmpty: True),
        RowFilter.Any any => Join(sql, any.Filters, " OR ", whenEmpty: False),
        RowFilter.Not not => sql.Write("(").Write(not.Filter).Write(") IS NOT TRUE"),
        _ => throw new NotSupportedException($"Filters of type {filter.GetType().Name} are unknown to the SQLite store."),
    };

    private static string Operator(Comparison comparison) => comparison switch
    {
        Comparison.Equal => " = ",
        Comparison.NotEqual => " IS NOT ",
        Comparison.Less => " < ",
        Comparison.LessOrEqual => " <= ",
        Comparison.Greater => " > ",
        Comparison.GreaterOrEqual => " >= ",
        _ => throw new NotSupportedException($"The comparison {comparison} is unknown to the SQLite store."),
    };

    /// <summary>Compares with any decimal, also with one that the column could not hold.</summary>
    private static SqlWriter CompareDecimal(SqlWriter sql, RowFilter.Compare compare)
    {
        var (column, comparison) = (compare.Column, compare.Comparison);
        var (unscaled, fit) = ScaledDecimal.Of((decimal)compare.Value, column);
        if (fit == DecimalFit.Exact)
        {
            return sql.Name(column).Write(Operator(comparison)).Value(column, unscaled);
        }

        if (comparison is Comparison.Equal or Comparison.NotEqual)
        {
            return sql.Write(comparison == Comparison.Equal ? False : True);
        }

        var wantsSmaller = comparison is Comparison.Less or Comparison.LessOrEqual;
        return fit switch
        {
            DecimalFit.Between => sql.Name(column).Write(wantsSmaller ? " <= " : " > ").Value(column, unscaled),
            DecimalFit.Above when wantsSmaller => sql.Name(column).Write(" IS NOT NULL"),
            DecimalFit.Below when !wantsSmaller => sql.Name(column).Write(" IS NOT NULL"),
            _ => sql.Write(False),
        };
    }

    private static SqlWriter OneOf(SqlWriter sql, RowFilter.OneOf oneOf)
    {
        var values = oneOf.Values;
        if (oneOf.Column.Type == ColumnType.Decimal)
        {
            values = [.. values.Select(v => ScaledDecimal.Of((decimal)v, oneOf.Column)).Where(s => s.Fit == DecimalFit.Exact).Select(s => (object)s.Unscaled)];
        }

        if (values.Count == 0)
        {
            return sql.Write(False);
        }

        sql.Name(oneOf.Column).Write(" IN (");
        for (var i = 0; i < Padded(values.Count); i++)
        {
            sql.Write(i == 0 ? "" : ", ").Value(oneOf.Column, values[Math.Min(i, values.Count - 1)]);
        }

        return sql.Write(")");
    }

    /// <summary>Lists of many lengths share a few prepared statements: the last value is repeated up to the next power of two.</summary>
    private static int Padded(int count) => count > 4096 ? count : (int)BitOperations.RoundUpToPowerOf2((uint)count);

    private static SqlWriter ArrayContains(SqlWriter sql, RowFilter.ArrayContains contains) => sql
        .Write("(json_type(").Name(contains.Column).Write(") = 'array' AND EXISTS (SELECT 1 FROM json_each(")
        .Name(contains.Column).Write(") AS element WHERE element.type = 'text' AND element.value = ").Value(contains.Value).Write("))");

    /// <summary>As a range, which an index can serve.</summary>
    private static SqlWriter StartsWith(SqlWriter sql, RowFilter.TextStartsWith starts)
    {
        sql.Write("(").Name(starts.Column).Write(" >= ").Value(starts.Value);
        if (CodePoints.Behind(starts.Value) is { } behind)
        {
            sql.Write(" AND ").Name(starts.Column).Write(" < ").Value(behind);
        }

        return sql.Write(")");
    }

    private static SqlWriter Join(SqlWriter sql, IReadOnlyList<RowFilter> filters, string separator, string whenEmpty)
    {
        if (filters.Count == 0)
        {
            return sql.Write(whenEmpty);
        }

        sql.Write("(");
        for (var i = 0; i < filters.Count; i++)
        {
            sql.Write(i == 0 ? "" : separator).Write(filters[i]);
        }

        return sql.Write(")");
    }
}
