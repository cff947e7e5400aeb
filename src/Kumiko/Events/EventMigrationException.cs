namespace Kumiko;

/// <summary>A stored event cannot be read in the shape that is declared now. Clients see an internal error; consumers follow their failure policy.</summary>
public sealed class EventMigrationException : Exception
{
    internal EventMigrationException(StoredEvent stored, int? from, string problem, Exception? inner = null)
        : base(Describe(stored, from, problem), inner)
    {
        EventType = stored.Type;
        Stream = stored.Stream;
        Version = stored.Version;
        SchemaVersion = stored.SchemaVersion;
        From = from;
    }

    /// <summary>The event's qualified name.</summary>
    public string EventType { get; }

    /// <summary>The stream that the event belongs to.</summary>
    public StreamId Stream { get; }

    /// <summary>The event's number in the stream.</summary>
    public StreamVersion Version { get; }

    /// <summary>The generation of the payload as it was stored.</summary>
    public int SchemaVersion { get; }

    /// <summary>The version that the failing step starts from; null where no step failed: the payload itself cannot be read.</summary>
    public int? From { get; }

    private static string Describe(StoredEvent stored, int? from, string problem)
    {
        var what = $"'{stored.Type}', number {stored.Version} in the stream '{stored.Stream.Aggregate}' of tenant '{stored.Stream.Tenant}'";
        return from is null
            ? $"The event {what}, cannot be read: {problem.TrimEnd('.')}."
            : $"The event {what}, cannot be migrated from version {from} to {from + 1}: {problem.TrimEnd('.')}.";
    }
}
