using System.Runtime.CompilerServices;

namespace Kumiko;

public sealed partial class FeatureBuilder
{
    internal List<HookSet> Hooks { get; } = [];

    /// <summary>Declares hooks on an own command or query, of this feature or of one that this feature requires.</summary>
    /// <typeparam name="TInput">The input of the command or query.</typeparam>
    /// <param name="hooks">What runs beside it, in its order.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public void Hook<TInput>(Action<HookBuilder<TInput>> hooks, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        where TInput : class => hooks(new HookBuilder<TInput>(Add(HookScope.Input, typeof(TInput), [], file, line)));

    /// <summary>Declares hooks on a standard command or query of an entity, of this feature or of one that this feature requires.</summary>
    /// <inheritdoc cref="Hook{TEntity}(IReadOnlyList{CrudVerb}, Action{RecordHookBuilder{TEntity}}, string, int)"/>
    /// <param name="verb">The command or query.</param>
    /// <param name="hooks">What runs beside it, in its order.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public void Hook<TEntity>(
        CrudVerb verb, Action<RecordHookBuilder<TEntity>> hooks, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        where TEntity : Entity => hooks(new RecordHookBuilder<TEntity>(Add(HookScope.Standard, typeof(TEntity), [verb], file, line)));

    /// <summary>Declares hooks on several standard commands or queries of an entity, of this feature or of one that this feature requires.</summary>
    /// <typeparam name="TEntity">The entity.</typeparam>
    /// <param name="verbs">The commands or queries.</param>
    /// <param name="hooks">What runs beside each of them, in its order.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public void Hook<TEntity>(
        IReadOnlyList<CrudVerb> verbs, Action<RecordHookBuilder<TEntity>> hooks, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        where TEntity : Entity => hooks(new RecordHookBuilder<TEntity>(Add(HookScope.Standard, typeof(TEntity), verbs, file, line)));

    /// <summary>
    /// Declares hooks on all writes and queries of an entity, of this feature or of one that this feature requires, whoever makes them: so a feature adds
    /// to another one what that knows nothing of.
    /// </summary>
    /// <typeparam name="TEntity">The entity.</typeparam>
    /// <param name="hooks">What runs beside them, in its order.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public void EntityHook<TEntity>(Action<EntityHookBuilder<TEntity>> hooks, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        where TEntity : Entity => hooks(new EntityHookBuilder<TEntity>(Add(HookScope.Entity, typeof(TEntity), [], file, line)));

    private List<HookDeclaration> Add(HookScope scope, Type type, IReadOnlyList<CrudVerb> verbs, string file, int line)
    {
        var set = new HookSet(scope, type, verbs, [], SourceLocation.From(file, line));
        Hooks.Add(set);
        return set.Hooks;
    }
}
