namespace Kumiko.Storage;

/// <summary>Which part of a stream to read.</summary>
public sealed record StreamRange
{
    /// <summary>The whole stream.</summary>
    public static StreamRange Whole { get; } = new();

    /// <summary>Only events above this version.</summary>
    public StreamVersion After { get; init; }

    /// <summary>Only events up to this version, itself included.</summary>
    public StreamVersion? Until { get; init; }

    /// <summary>Only events up to the last one recorded at or before this instant.</summary>
    public DateTimeOffset? UntilTime { get; init; }
}
