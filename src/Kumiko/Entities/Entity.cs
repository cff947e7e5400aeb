namespace Kumiko;

/// <summary>
/// A kind of record that an application manages. Derive a class, give it properties, and declare it with
/// <c>r.Entity</c>: its public properties are its fields. The members here belong to the framework.
/// </summary>
public abstract class Entity
{
    /// <summary>The record's id, a UUIDv7 unless the creator chose one.</summary>
    public Guid Id { get; internal set; }

    /// <summary>The tenant that the record belongs to.</summary>
    public TenantId TenantId { get; internal set; }

    /// <summary>The version of the record's stream: the number of its events.</summary>
    public StreamVersion Version { get; internal set; }

    /// <summary>When it was created, in UTC.</summary>
    public DateTimeOffset InsertedAt { get; internal set; }

    /// <summary>Who created it.</summary>
    public UserId InsertedById { get; internal set; }

    /// <summary>When it was last changed, in UTC; null for never.</summary>
    public DateTimeOffset? ModifiedAt { get; internal set; }

    /// <summary>Who last changed it.</summary>
    public UserId? ModifiedById { get; internal set; }

    /// <summary>Whether it is marked as deleted; only where the entity was declared with soft delete.</summary>
    public bool IsDeleted { get; internal set; }

    /// <summary>When it was deleted, in UTC.</summary>
    public DateTimeOffset? DeletedAt { get; internal set; }

    /// <summary>Who deleted it.</summary>
    public UserId? DeletedById { get; internal set; }
}
