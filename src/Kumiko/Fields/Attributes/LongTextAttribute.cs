namespace Kumiko;

/// <summary>A text of many lines. It cannot be sorted, filtered or indexed.</summary>
public sealed class LongTextAttribute : FieldAttribute
{
    /// <summary>The largest length, in UTF-16 code units; 0 for no limit but that of the request.</summary>
    public int MaxLength { get; init; }
}
