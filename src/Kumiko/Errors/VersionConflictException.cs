namespace Kumiko;

/// <summary>Somebody else changed the record since the caller read it.</summary>
public sealed class VersionConflictException : KumikoException
{
    /// <summary>Reports a conflict of versions.</summary>
    /// <param name="entityId">The record's id.</param>
    /// <param name="expected">The version that the caller knew.</param>
    /// <param name="current">The version that the record has now.</param>
    public VersionConflictException(Guid entityId, StreamVersion expected, StreamVersion current)
        : base("version_conflict", 409, "errors.versionConflict", $"'{entityId}' is at version {current}, not {expected}.")
    {
        EntityId = entityId;
        ExpectedVersion = expected;
        CurrentVersion = current;
        Details = new Dictionary<string, object?>
        {
            ["entityId"] = entityId.ToString(),
            ["expectedVersion"] = expected.Value,
            ["currentVersion"] = current.Value,
        };
    }

    /// <summary>The record's id, or the stream's.</summary>
    public Guid EntityId { get; }

    /// <summary>The version that the caller knew.</summary>
    public StreamVersion ExpectedVersion { get; }

    /// <summary>The version that the record has now.</summary>
    public StreamVersion CurrentVersion { get; }
}
