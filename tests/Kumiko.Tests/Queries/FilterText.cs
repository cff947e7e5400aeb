using Kumiko.Storage;
using Kumiko.Tests.Fields;

namespace Kumiko.Tests.Queries;

/// <summary>A filter as one line of text.</summary>
internal static class FilterText
{
    public static string Of(RowFilter filter) => filter switch
    {
        RowFilter.Compare c => $"{c.Column.Name} {SymbolOf(c.Comparison)} {ValueOf(c.Value)}",
        RowFilter.IsNull c => $"{c.Column.Name} is null",
        RowFilter.IsNotNull c => $"{c.Column.Name} is not null",
        RowFilter.OneOf c => $"{c.Column.Name} in ({string.Join(", ", c.Values.Select(ValueOf))})",
        RowFilter.ArrayContains c => $"{c.Column.Name} has {ValueOf(c.Value)}",
        RowFilter.TextContains c => $"{c.Column.Name} contains {ValueOf(c.Value)}",
        RowFilter.TextStartsWith c => $"{c.Column.Name} starts with {ValueOf(c.Value)}",
        RowFilter.All { Filters: [] } => "everything",
        RowFilter.Any { Filters: [] } => "nothing",
        RowFilter.All all => $"({string.Join(" and ", all.Filters.Select(Of))})",
        RowFilter.Any any => $"({string.Join(" or ", any.Filters.Select(Of))})",
        RowFilter.Not not => $"not {Of(not.Filter)}",
        _ => throw new ArgumentOutOfRangeException(nameof(filter)),
    };

    private static string SymbolOf(Comparison comparison) => comparison switch
    {
        Comparison.Equal => "=",
        Comparison.NotEqual => "<>",
        Comparison.Less => "<",
        Comparison.LessOrEqual => "<=",
        Comparison.Greater => ">",
        _ => ">=",
    };

    /// <summary>The C# type stands with the value: a store binds it by that.</summary>
    private static string ValueOf(object value) => value switch
    {
        string text => $"'{text}'",
        long number => $"{number}L",
        decimal number => $"{number}m",
        double number => $"{number}d",
        _ => Json.Text(value),
    };
}
