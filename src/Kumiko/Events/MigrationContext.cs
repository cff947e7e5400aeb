using Kumiko.Storage;

namespace Kumiko;

/// <summary>
/// What a migration knows beside the payload. It can look things up in the event's tenant, but sees the records of today, not those of
/// the time of the event: the same event may come out differently tomorrow. Prefer migrations that need the payload alone.
/// </summary>
public sealed class MigrationContext
{
    private readonly StoredEvent _stored;
    private readonly EventReader _reader;

    internal MigrationContext(StoredEvent stored, EventReader reader)
    {
        _stored = stored;
        _reader = reader;
    }

    /// <summary>The tenant that the event happened in.</summary>
    public TenantId Tenant => _stored.Stream.Tenant;

    /// <summary>The stream that the event belongs to.</summary>
    public StreamId Stream => _stored.Stream;

    /// <summary>The event's number in its stream.</summary>
    public StreamVersion Version => _stored.Version;

    /// <summary>When the event was recorded, in UTC.</summary>
    public DateTimeOffset CreatedAt => _stored.CreatedAt;

    /// <summary>Who caused the event.</summary>
    public UserId CreatedBy => _stored.CreatedBy;

    /// <summary>Finds a record as it is today; null when there is none that the tenant can see, or it is deleted.</summary>
    public async Task<TEntity?> Find<TEntity>(Guid id)
        where TEntity : Entity
    {
        var services = _reader.Services;
        var entity = services.Registry.EntityOf<TEntity>();
        var session = await services.Unit.ForReading(services.Cancellation);
        return await session.ReadRow(entity.Table, new TenantScope.OwnAndSystem(Tenant), id, services.Cancellation) is { } row
            && entity.Columns.Read(row) is { IsDeleted: false } state
            ? (TEntity)entity.Materialize(await services.Unit.Open(entity, state, services.Cancellation))
            : null;
    }

    /// <summary>Asks for records as they are today.</summary>
    public EntityQuery<TEntity> Query<TEntity>()
        where TEntity : Entity =>
        new(_reader.Services, new TenantScope.OwnAndSystem(Tenant), view: null);
}
