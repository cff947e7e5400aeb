namespace Kumiko.Storage;

/// <summary>How far the rebuild of a table has come. Its row is written together with the rows of the shadow table.</summary>
public sealed record RebuildState
{
    /// <summary>The qualified name of the projection.</summary>
    public required string Projection { get; init; }

    /// <summary>The only tenant that is rebuilt; null for all.</summary>
    public TenantId? Tenant { get; init; }

    /// <summary>The physical name of the table that is being filled.</summary>
    public required string ShadowTable { get; init; }

    /// <summary>Where the rebuild stands: the framework's own word.</summary>
    public required string Phase { get; init; }

    /// <summary>What the projection looked like when the rebuild began; another one cannot go on with its shadow.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The last event that the shadow knows.</summary>
    public required EventPosition Position { get; init; }

    /// <summary>How many events there were to read when it began.</summary>
    public required long Total { get; init; }

    /// <summary>How many events were read.</summary>
    public required long Done { get; init; }

    /// <summary>When it began, in UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it last went on, in UTC.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The table that was replaced and is still kept; null for none.</summary>
    public string? OldTable { get; init; }

    /// <summary>What went wrong; null for nothing.</summary>
    public string? Error { get; init; }
}
