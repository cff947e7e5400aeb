namespace Kumiko;

/// <summary>How a table is derived from the log anew.</summary>
public sealed record RebuildOptions
{
    /// <summary>The only tenant whose rows are derived; null for all tenants.</summary>
    public TenantId? Tenant { get; init; }

    /// <summary>Hears how far the work has come, after every page of events.</summary>
    public IProgress<RebuildProgress>? Progress { get; init; }

    /// <summary>How many events a page has; null for what suits the database. Work that a crash interrupts goes on behind the last page.</summary>
    public int? PageSize { get; init; }

    /// <summary>
    /// Whether to begin again although an earlier run was interrupted. Say so when the handlers have changed since: only columns and types of events are
    /// compared.
    /// </summary>
    public bool StartOver { get; init; }

    /// <summary>How long one attempt to swap the tables waits for others who use the table. Longer attempts make writers wait longer.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>How often the swap is attempted before the rebuild gives up; the live table then stays as it was.</summary>
    public int SwapAttempts { get; init; } = 50;
}
