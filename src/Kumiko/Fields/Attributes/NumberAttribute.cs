namespace Kumiko;

/// <summary>The bounds of an <see cref="int"/>, <see cref="long"/>, <see cref="double"/> or <see cref="decimal"/>; both are included.</summary>
public sealed class NumberAttribute : FieldAttribute
{
    /// <summary>The smallest value; none by default.</summary>
    public double Min { get; init; } = double.NaN;

    /// <summary>The largest value; none by default.</summary>
    public double Max { get; init; } = double.NaN;
}
