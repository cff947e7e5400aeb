namespace Kumiko.Storage;

/// <summary>
/// A condition on the columns of one row. It has two values, never three: a comparison with a null is false,
/// except that <see cref="Comparison.NotEqual"/> means "is something else", null included.
/// </summary>
public abstract record RowFilter
{
    private RowFilter()
    {
    }

    /// <summary>The filter that every row passes.</summary>
    public static RowFilter Everything { get; } = new All([]);

    /// <summary>The filter that no row passes.</summary>
    public static RowFilter Nothing { get; } = new Any([]);

    /// <summary>Compares a column with a value that is not null.</summary>
    public sealed record Compare(Column Column, Comparison Comparison, object Value) : RowFilter;

    /// <summary>Whether a column holds nothing.</summary>
    public sealed record IsNull(Column Column) : RowFilter;

    /// <summary>Whether a column holds something.</summary>
    public sealed record IsNotNull(Column Column) : RowFilter;

    /// <summary>Whether a column holds one of the values; false for an empty list.</summary>
    public sealed record OneOf(Column Column, IReadOnlyList<object> Values) : RowFilter;

    /// <summary>Whether a JSON array of texts contains the text.</summary>
    public sealed record ArrayContains(Column Column, string Value) : RowFilter;

    /// <summary>Whether a text contains another, compared by code point.</summary>
    public sealed record TextContains(Column Column, string Value) : RowFilter;

    /// <summary>Whether a text starts with another, compared by code point.</summary>
    public sealed record TextStartsWith(Column Column, string Value) : RowFilter;

    /// <summary>Whether all conditions hold; true for none.</summary>
    public sealed record All(IReadOnlyList<RowFilter> Filters) : RowFilter;

    /// <summary>Whether at least one condition holds; false for none.</summary>
    public sealed record Any(IReadOnlyList<RowFilter> Filters) : RowFilter;

    /// <summary>Whether the condition does not hold.</summary>
    public sealed record Not(RowFilter Filter) : RowFilter;
}
