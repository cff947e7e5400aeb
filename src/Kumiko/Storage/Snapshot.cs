namespace Kumiko.Storage;

/// <summary>What a stream's events came to at one version. Only a shortcut: without it, the events say the same.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Aggregate">The name of the aggregate that was folded: two of them can read one stream.</param>
/// <param name="Version">The last event that is in it.</param>
/// <param name="SchemaVersion">The generation of the fold and of the state's shape.</param>
/// <param name="State">The state: a UTF-8 JSON object.</param>
/// <param name="CreatedAt">When it was taken, in UTC.</param>
public sealed record Snapshot(
    StreamId Stream, string Aggregate, StreamVersion Version, int SchemaVersion, ReadOnlyMemory<byte> State, DateTimeOffset CreatedAt);
