using System.Text.Json;
using Kumiko.Storage;

namespace Kumiko;

/// <summary>Derives an entity's records and rows from its events: the only code that changes either.</summary>
internal static class EntityProjection
{
    /// <summary>The end of the type of each event that an entity has by itself.</summary>
    public const string Created = ".created";

    /// <inheritdoc cref="Created"/>
    public const string Updated = ".updated";

    /// <inheritdoc cref="Created"/>
    public const string Deleted = ".deleted";

    /// <inheritdoc cref="Created"/>
    public const string Restored = ".restored";

    /// <summary>Understands a stored event.</summary>
    public static EntityChange Interpret(EntityDefinition entity, StoredEvent stored)
    {
        var kind = KindOf(entity, stored.Type);
        if (kind is not (EntityChangeKind.Created or EntityChangeKind.Updated))
        {
            return new EntityChange(kind, stored.Stream, stored.Version, stored.CreatedAt, stored.CreatedBy, []);
        }

        using var payload = JsonDocument.Parse(stored.Payload);
        var values = kind == EntityChangeKind.Created
            ? entity.Schema.ReadStored(payload.RootElement)
            : entity.Schema.ReadStoredChanges(payload.RootElement.GetProperty("changes"));
        return new EntityChange(kind, stored.Stream, stored.Version, stored.CreatedAt, stored.CreatedBy, values);
    }

    /// <summary>What a change does to the entity's table.</summary>
    /// <param name="entity">The entity.</param>
    /// <param name="table">Its table, or another of the same shape.</param>
    /// <param name="change">The change.</param>
    /// <param name="after">What <see cref="Apply"/> made of the record. Only looked at where <see cref="NeedsState"/> says so.</param>
    public static WriteOperation OperationOf(EntityDefinition entity, Table table, EntityChange change, EntityState? after)
    {
        if (NeedsState(change))
        {
            return new WriteOperation.InsertRow(table, entity.Columns.RowOf(after!));
        }

        if (change.Kind == EntityChangeKind.Archived || (change.Kind == EntityChangeKind.Deleted && !entity.IsSoftDelete))
        {
            return new WriteOperation.DeleteRow(table, change.Stream.Tenant, change.Stream.Aggregate);
        }

        var (ordinals, values) = entity.Columns.CellsOf(change);
        return new WriteOperation.UpdateRow(table, change.Stream.Tenant, change.Stream.Aggregate, ordinals, [.. values]);
    }

    /// <summary>Whether the whole record must be known to tell what a change does to the table.</summary>
    public static bool NeedsState(EntityChange change) => change.Kind is EntityChangeKind.Created or EntityChangeKind.Unarchived;

    /// <summary>What a change makes of a record; null when the record is gone.</summary>
    public static EntityState? Apply(EntityDefinition entity, EntityState? state, EntityChange change) => change.Kind switch
    {
        EntityChangeKind.Created => new EntityState
        {
            Id = change.Stream.Aggregate,
            Tenant = change.Stream.Tenant,
            Version = change.Version,
            InsertedAt = change.At,
            InsertedBy = change.By,
            Values = change.Values,
        },
        EntityChangeKind.Updated => state! with
        {
            Version = change.Version,
            ModifiedAt = change.At,
            ModifiedBy = change.By,
            Values = Merge(state.Values, change.Values),
        },
        EntityChangeKind.Deleted => !entity.IsSoftDelete ? null : state! with
        {
            Version = change.Version,
            ModifiedAt = change.At,
            ModifiedBy = change.By,
            IsDeleted = true,
            DeletedAt = change.At,
            DeletedBy = change.By,
        },
        EntityChangeKind.Restored => state! with
        {
            Version = change.Version,
            ModifiedAt = change.At,
            ModifiedBy = change.By,
            IsDeleted = false,
            DeletedAt = null,
            DeletedBy = null,
        },
        EntityChangeKind.Archived => state is null ? null : state with { Version = change.Version, IsArchived = true },
        EntityChangeKind.Unarchived => state is null ? null : state with { Version = change.Version, IsArchived = false },
        _ => state is null ? null : state with { Version = change.Version },
    };

    /// <summary>Folds events into the record that they describe; null when there is none, or it is gone.</summary>
    public static EntityState? Fold(EntityDefinition entity, IEnumerable<StoredEvent> events, EntityState? state = null)
    {
        foreach (var stored in events)
        {
            state = Apply(entity, state, Interpret(entity, stored));
        }

        return state;
    }

    public static object?[] Merge(object?[] values, object?[] changes)
    {
        var merged = new object?[values.Length];
        for (var i = 0; i < merged.Length; i++)
        {
            merged[i] = changes[i] == Absent.Value ? values[i] : changes[i];
        }

        return merged;
    }

    private static EntityChangeKind KindOf(EntityDefinition entity, string type)
    {
        if (!type.StartsWith(entity.Name, StringComparison.Ordinal))
        {
            return type switch
            {
                SystemEvents.Archived => EntityChangeKind.Archived,
                SystemEvents.Restored => EntityChangeKind.Unarchived,
                _ => EntityChangeKind.Touched,
            };
        }

        return type.AsSpan(entity.Name.Length) switch
        {
            Created => EntityChangeKind.Created,
            Updated => EntityChangeKind.Updated,
            Deleted => EntityChangeKind.Deleted,
            Restored => EntityChangeKind.Restored,
            _ => EntityChangeKind.Touched,
        };
    }
}
