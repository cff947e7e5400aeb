namespace Kumiko;

/// <summary>How many items a list has.</summary>
public sealed class ItemsAttribute : FieldAttribute
{
    /// <summary>The smallest number of items.</summary>
    public int Min { get; init; }

    /// <summary>The largest number of items; no limit by default.</summary>
    public int Max { get; init; } = int.MaxValue;
}
