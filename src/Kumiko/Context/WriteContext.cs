namespace Kumiko;

/// <summary>
/// What a command can do: all that a query can, and write. Everything that is written is committed together when the command succeeds,
/// and nothing when it fails.
/// </summary>
public partial class WriteContext : QueryContext
{
    internal WriteContext(InvocationServices services, IWorkOwner? owner, Actor actor)
        : base(services, owner, actor)
    {
    }

    /// <summary>Creates a record in the tenant.</summary>
    /// <param name="record">The fields. The framework's own members are filled in.</param>
    /// <param name="id">The record's id; by default a new one.</param>
    /// <returns>The same instance, now with id and version.</returns>
    /// <exception cref="ValidationFailedException">A field breaks its rules.</exception>
    /// <exception cref="UniqueViolationException">Another record has the same values. The command may go on.</exception>
    public async Task<TEntity> Create<TEntity>(TEntity record, Guid? id = null)
        where TEntity : Entity
    {
        var entity = Services.Registry.EntityOf<TEntity>();
        var values = Captured(entity, record);
        var result = await Services.Writer.Create(entity, Actor, id, values, ModeFor(entity), Cancellation);
        Services.Writer.Stamp(entity, Actor, record, result.State);
        return record;
    }

    /// <summary>Creates many records at once.</summary>
    /// <exception cref="ValidationFailedException">A field of a record breaks its rules; the path begins with the record's index.</exception>
    /// <exception cref="UniqueViolationException">Two of the records, or one and an older one, have the same values. The command may go on.</exception>
    public async Task CreateMany<TEntity>(IReadOnlyCollection<TEntity> records)
        where TEntity : Entity
    {
        var entity = Services.Registry.EntityOf<TEntity>();
        var issues = new IssueList();
        var index = 0;
        foreach (var record in records)
        {
            entity.Schema.Check(entity.Schema.Capture(record), $"{index++}.", issues);
        }

        issues.ThrowIfAny();
        var results = await Services.Writer.CreateMany(entity, Actor, [.. records.Select(entity.Schema.Capture)], ModeFor(entity), Cancellation);
        foreach (var (record, result) in records.Zip(results))
        {
            Services.Writer.Stamp(entity, Actor, record, result);
        }
    }

    /// <summary>Changes a record.</summary>
    /// <param name="record">The record as it was read; its version must still be the current one.</param>
    /// <param name="change">Sets the properties that change. What stays the same is not stored again.</param>
    /// <returns>The same instance, changed and at its new version.</returns>
    /// <exception cref="VersionConflictException">Somebody else changed it in between.</exception>
    /// <exception cref="NotFoundException">The record is gone, or belongs to the system tenant, whose rows no tenant can change.</exception>
    public async Task<TEntity> Update<TEntity>(TEntity record, Action<TEntity> change)
        where TEntity : Entity
    {
        var entity = Services.Registry.EntityOf<TEntity>();
        change(record);
        var changes = Captured(entity, record);
        var result = await Services.Writer.Update(entity, Actor, record.Id, record.Version, changes, ModeFor(entity), Cancellation);
        Services.Writer.Stamp(entity, Actor, record, result.State);
        return record;
    }

    /// <summary>Changes a record by its id, whatever its version.</summary>
    /// <exception cref="NotFoundException">There is none that the tenant can change.</exception>
    public async Task<TEntity> Update<TEntity>(Guid id, Action<TEntity> change)
        where TEntity : Entity
    {
        var entity = Services.Registry.EntityOf<TEntity>();
        var state = await Services.Writer.LoadOwn(entity, Actor, id, includeDeleted: false, Cancellation);
        return await Update((TEntity)entity.Materialize(state), change);
    }

    /// <summary>Deletes a record; with soft delete, marks it.</summary>
    /// <exception cref="VersionConflictException">Somebody else changed it in between.</exception>
    public async Task Delete<TEntity>(TEntity record)
        where TEntity : Entity
    {
        var entity = Services.Registry.EntityOf<TEntity>();
        await Services.Writer.Delete(entity, Actor, record.Id, record.Version, WriteMode.Together, Cancellation);
        if (await FindState(entity, record.Id) is { } state)
        {
            EntityDefinition.Stamp(record, state);
        }
    }

    /// <summary>Brings back a record that was marked as deleted.</summary>
    /// <exception cref="UnprocessableException">It is not deleted, or the entity has no soft delete.</exception>
    public async Task<TEntity> Restore<TEntity>(Guid id)
        where TEntity : Entity
    {
        var entity = Services.Registry.EntityOf<TEntity>();
        var result = await Services.Writer.Restore(entity, Actor, id, ModeFor(entity), Cancellation);
        return (TEntity)entity.Materialize(result.State);
    }

    /// <summary>Runs another command of the application with everything that belongs to it, in the same transaction.</summary>
    /// <typeparam name="TResult">What its handler returns.</typeparam>
    /// <param name="command">The command's input; its type tells which one it is.</param>
    /// <exception cref="KumikoException">It failed. What it wrote is undone; the calling command may go on.</exception>
    public async Task<TResult> Write<TResult>(object command) => (TResult)(await Services.Nested(HandlerKind.Write, command, this))!;

    /// <summary>Runs another command whose answer does not matter.</summary>
    /// <inheritdoc cref="Write{TResult}(object)"/>
    public Task Write(object command) => Services.Nested(HandlerKind.Write, command, this);

    /// <inheritdoc cref="QueryContext.Unrestricted"/>
    public new WriteContext Unrestricted(string reason) => new(Services, Owner, UnrestrictedActor(reason));

    /// <inheritdoc cref="QueryContext.AcrossTenants"/>
    public new CrossTenantWrites AcrossTenants(string reason) => new(this, CheckedReason(reason));

    private static object?[] Captured(EntityDefinition entity, Entity record)
    {
        var values = entity.Schema.Capture(record);
        var issues = new IssueList();
        entity.Schema.Check(values, "", issues);
        issues.ThrowIfAny();
        return values;
    }

    /// <summary>An author's command may want to catch a violation; a seed has nobody who would.</summary>
    private WriteMode ModeFor(EntityDefinition entity) =>
        Owner is not null && entity.UniqueIndexes.Count > 0 ? WriteMode.AtOnce : WriteMode.Together;

    internal EventDefinition EventFor(object data)
    {
        var definition = Services.Registry.FindEvent(data.GetType())
            ?? throw new InvalidOperationException($"'{data.GetType().Name}' is not declared as an event; call r.DefineEvent<{data.GetType().Name}>(…).");
        return Owner is null || definition.Feature == Owner.Feature.Name ? definition : throw new InvalidOperationException(
            $"'{definition.Name}' belongs to the feature '{definition.Feature}'; '{Owner.Feature.Name}' cannot append it. Call a command of that feature.");
    }
}
