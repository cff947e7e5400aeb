namespace Kumiko;

/// <summary>What an append asks for beside its payload.</summary>
public sealed record AppendOptions
{
    /// <summary>The version at which the stream must stand. By default, whatever it has; for a record, the version that was read.</summary>
    public StreamVersion? ExpectedVersion { get; init; }

    /// <summary>When given, a second event of the tenant with the same key is refused.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>Free notes for the event's metadata; the framework never interprets them.</summary>
    public IReadOnlyDictionary<string, string>? Headers { get; init; }

    /// <summary>Asks for a version only.</summary>
    public static implicit operator AppendOptions(StreamVersion expected) => new() { ExpectedVersion = expected };
}
