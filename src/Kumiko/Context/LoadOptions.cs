namespace Kumiko;

/// <summary>What to load of a stream.</summary>
public sealed record LoadOptions
{
    /// <summary>As of now, without archived streams.</summary>
    public static LoadOptions Default { get; } = new();

    /// <summary>The point in the stream's life; now, by default.</summary>
    public AsOf AsOf { get; init; } = AsOf.Latest;

    /// <summary>Whether a stream that is archived now is loaded all the same. By default it is as if it were empty.</summary>
    public bool IncludeArchived { get; init; }

    /// <summary>Asks for a point in the stream's life only.</summary>
    public static implicit operator LoadOptions(AsOf asOf) => new() { AsOf = asOf };
}
