namespace Kumiko;

/// <summary>
/// Hooks on all writes and queries of an entity, whoever makes them: the standard handlers, own ones of any feature, consumers, seeds, and deletes of other
/// records. They run behind the hooks of handlers, in the order of their declaration.
/// </summary>
/// <typeparam name="TEntity">The entity.</typeparam>
public sealed class EntityHookBuilder<TEntity>
    where TEntity : Entity
{
    private readonly List<HookDeclaration> _hooks;

    internal EntityHookBuilder(List<HookDeclaration> hooks) => _hooks = hooks;

    /// <summary>Follows from every record that is created, changed or restored. A change that changes nothing is none.</summary>
    public EntityHookBuilder<TEntity> PostSave(HookPhase phase, Func<SavedRecord<TEntity>, WriteContext, Task> hook) => Add(HookDeclaration.PostSave(phase, hook));

    /// <summary>Guards every record that is about to be deleted: what it throws keeps it, and everything that would have gone with it.</summary>
    public EntityHookBuilder<TEntity> PreDelete(Func<TEntity, WriteContext, Task> hook) => Add(HookDeclaration.PreDelete(hook));

    /// <summary>Follows from every record that is deleted.</summary>
    public EntityHookBuilder<TEntity> PostDelete(HookPhase phase, Func<DeletedRecord<TEntity>, WriteContext, Task> hook) =>
        Add(HookDeclaration.PostDelete(phase, hook));

    /// <summary>Changes the records that queries of the entity answer with: list, detail, and own queries that answer with a record or several.</summary>
    public EntityHookBuilder<TEntity> PostQuery(Func<QueriedRecords<TEntity>, QueryContext, Task> hook) => Add(HookDeclaration.PostQuery(hook));

    /// <inheritdoc cref="PostQuery(Func{QueriedRecords{TEntity}, QueryContext, Task})"/>
    public EntityHookBuilder<TEntity> PostQuery(Action<QueriedRecords<TEntity>, QueryContext> hook) => PostQuery((records, context) =>
    {
        hook(records, context);
        return Task.CompletedTask;
    });

    private EntityHookBuilder<TEntity> Add(HookDeclaration hook)
    {
        _hooks.Add(hook);
        return this;
    }
}
