using Kumiko.Storage;

namespace Kumiko.Postgres.Rows;

/// <summary>
/// Writes a filter as SQL. A filter has two values and SQL three, but AND and OR never turn an unknown into a truth, and WHERE
/// drops it: only NOT has to say "is not true".
/// </summary>
internal static class FilterSql
{
    /// <summary>The condition, or null where every row passes.</summary>
    public static string? Of(RowFilter filter, TableStatements table, ParameterList parameters) =>
        filter is RowFilter.All { Filters.Count: 0 } ? null : Write(filter, table, parameters);

    private static string Write(RowFilter filter, TableStatements table, ParameterList parameters)
    {
        return filter switch
        {
            RowFilter.Compare f => $"{Name(f.Column)} {Operator(f.Comparison)} {Value(f.Column, f.Value)}",
            RowFilter.IsNull f => $"{Name(f.Column)} is null",
            RowFilter.IsNotNull f => $"{Name(f.Column)} is not null",
            RowFilter.OneOf { Values.Count: 0 } => "false",
            RowFilter.OneOf f => $"{Name(f.Column)} = any({parameters.Add(table.CodecOf(f.Column).Values(f.Values))})",
            RowFilter.ArrayContains f => $"{Name(f.Column)} @> to_jsonb({Text(f.Value)})",
            RowFilter.TextContains f => $"strpos({Name(f.Column)}, {Text(f.Value)}) > 0",
            RowFilter.TextStartsWith f => $"starts_with({Name(f.Column)}, {Text(f.Value)})",
            RowFilter.All f => Join(f.Filters, " and ", "true"),
            RowFilter.Any f => Join(f.Filters, " or ", "false"),
            RowFilter.Not f => $"({Write(f.Filter, table, parameters)}) is not true",
            _ => throw new ArgumentOutOfRangeException(nameof(filter), filter, "There is no such filter."),
        };

        string Name(Column column) => table.ColumnName(column);
        string Value(Column column, object value) => parameters.Add(table.CodecOf(column).Value(value));
        string Text(string value) => parameters.Add(Parameters.Text(value));
        string Join(IReadOnlyList<RowFilter> filters, string word, string whenEmpty) =>
            filters.Count == 0 ? whenEmpty : $"({string.Join(word, filters.Select(f => Write(f, table, parameters)))})";
    }

    private static string Operator(Comparison comparison) => comparison switch
    {
        Comparison.Equal => "=",
        Comparison.NotEqual => "is distinct from",
        Comparison.Less => "<",
        Comparison.LessOrEqual => "<=",
        Comparison.Greater => ">",
        Comparison.GreaterOrEqual => ">=",
        _ => throw new ArgumentOutOfRangeException(nameof(comparison), comparison, "There is no such comparison."),
    };
}
