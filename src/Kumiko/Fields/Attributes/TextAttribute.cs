namespace Kumiko;

/// <summary>A text on one line. A <see cref="string"/> without an attribute is one too, of at most 200 characters.</summary>
public sealed class TextAttribute : FieldAttribute
{
    /// <summary>The largest length, in UTF-16 code units. 200 by default.</summary>
    public int MaxLength { get; init; } = TextType.DefaultMaxLength;

    /// <summary>The smallest length. A required text is never empty.</summary>
    public int MinLength { get; init; }

    /// <summary>What the text must look like.</summary>
    public TextFormat Format { get; init; }
}
