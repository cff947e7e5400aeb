namespace Kumiko;

/// <summary>How many digits a <see cref="decimal"/> has. Without the attribute: 18, of which 4 behind the point.</summary>
/// <param name="precision">The number of digits in all, 1 to 28.</param>
/// <param name="scale">The number of digits behind the point.</param>
public sealed class DecimalAttribute(int precision, int scale) : FieldAttribute
{
    /// <summary>The number of digits in all.</summary>
    public int Precision { get; } = precision;

    /// <summary>The number of digits behind the point.</summary>
    public int Scale { get; } = scale;
}
