namespace Kumiko;

/// <summary>One record at one version, with plain values. Immutable: what changes a record makes a new one.</summary>
internal sealed record EntityState
{
    public required Guid Id { get; init; }

    public required TenantId Tenant { get; init; }

    public required StreamVersion Version { get; init; }

    public required DateTimeOffset InsertedAt { get; init; }

    public required UserId InsertedBy { get; init; }

    public DateTimeOffset? ModifiedAt { get; init; }

    public UserId? ModifiedBy { get; init; }

    public bool IsDeleted { get; init; }

    public DateTimeOffset? DeletedAt { get; init; }

    public UserId? DeletedBy { get; init; }

    /// <summary>Whether its stream is archived: then it has no row, and nobody finds it, but it is all there.</summary>
    public bool IsArchived { get; init; }

    /// <summary>The fields' plain values, by ordinal. Never written to.</summary>
    public required object?[] Values { get; init; }
}
