namespace Kumiko.Storage;

/// <summary>A page of the log, in the order of positions.</summary>
public sealed record LogQuery
{
    /// <summary>Only events behind this position.</summary>
    public EventPosition After { get; init; }

    /// <summary>When given, only events up to this position, itself included.</summary>
    public EventPosition? Until { get; init; }

    /// <summary>How many events at the most.</summary>
    public int Limit { get; init; } = 1000;

    /// <summary>When given, only events of this kind of aggregate.</summary>
    public string? AggregateType { get; init; }

    /// <summary>When given, only events of these types.</summary>
    public IReadOnlyList<string>? Types { get; init; }

    /// <summary>When given, only events of this tenant.</summary>
    public TenantId? Tenant { get; init; }
}
