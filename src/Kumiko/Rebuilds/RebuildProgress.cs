using Kumiko.Storage;

namespace Kumiko;

/// <summary>How far a rebuild has come.</summary>
public sealed record RebuildProgress
{
    /// <summary>The qualified name of the projection.</summary>
    public required string Projection { get; init; }

    /// <summary>The only tenant that is rebuilt; null for all.</summary>
    public TenantId? Tenant { get; init; }

    /// <summary>What is being done.</summary>
    public required RebuildPhase Phase { get; init; }

    /// <summary>How many events were read.</summary>
    public required long Done { get; init; }

    /// <summary>How many there were to read when it began; more may have come.</summary>
    public required long Total { get; init; }

    /// <summary>Events per second, since this run began.</summary>
    public required double Rate { get; init; }

    /// <summary>How long it may still take at this rate; null when that cannot be told.</summary>
    public TimeSpan? Remaining => Rate > 0 && Phase == RebuildPhase.Filling ? TimeSpan.FromSeconds(Math.Max(0, Total - Done) / Rate) : null;

    /// <summary>When it began, in UTC; a run that goes on after a crash keeps the time of the first.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it last went on, in UTC.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The table that was replaced and is still kept; null for none.</summary>
    public string? OldTable { get; init; }

    /// <summary>What went wrong; null for nothing.</summary>
    public string? Error { get; init; }

    internal static RebuildProgress Of(RebuildState state, double rate = 0) => new()
    {
        Projection = state.Projection,
        Tenant = state.Tenant,
        Phase = Enum.Parse<RebuildPhase>(state.Phase),
        Done = state.Done,
        Total = state.Total,
        Rate = rate,
        StartedAt = state.StartedAt,
        UpdatedAt = state.UpdatedAt,
        OldTable = state.OldTable,
        Error = state.Error,
    };
}
