namespace Kumiko;

/// <summary>Says how events become a state: plain functions, called in the order of the stream.</summary>
/// <typeparam name="TState">The state. Records are the simplest; the functions may also change a class and return it.</typeparam>
public sealed class AggregateBuilder<TState>
    where TState : class
{
    private readonly AggregateDeclaration _declaration;

    internal AggregateBuilder(AggregateDeclaration declaration) => _declaration = declaration;

    /// <summary>Makes the state that the first event meets. Not needed where the class has a constructor without parameters.</summary>
    public AggregateBuilder<TState> StartWith(Func<TState> start)
    {
        _declaration.Start = start;
        return this;
    }

    /// <summary>Folds the streams of an entity's records, instead of streams of the aggregate's own.</summary>
    public AggregateBuilder<TState> From<TEntity>()
        where TEntity : Entity
    {
        _declaration.Entity = typeof(TEntity);
        return this;
    }

    /// <summary>Takes in an event. Those that are not named leave the state as it is.</summary>
    /// <typeparam name="TData">
    /// The payload of a declared event; with <see cref="From{TEntity}"/> also <c>Created&lt;Ticket&gt;</c>, <c>Updated&lt;Ticket&gt;</c> and their
    /// siblings.
    /// </typeparam>
    /// <param name="apply">Makes the next state. It must depend on nothing but its parameters.</param>
    public AggregateBuilder<TState> On<TData>(Func<TState, Event<TData>, TState> apply)
        where TData : class
    {
        _declaration.Folds.Add(new FoldDeclaration(
            typeof(TData), (state, header, data) => apply((TState)state, new Event<TData>(header, (TData)data))));
        return this;
    }

    /// <summary>
    /// Keeps the state now and then, so that long streams load quickly. Only a shortcut: a state that would not come back as it was is not kept.
    /// </summary>
    /// <param name="every">After how many events, at least 1.</param>
    /// <param name="version">
    /// The generation of the functions: raise it when they change. That the state's properties or the events' versions have changed is noticed by
    /// itself.
    /// </param>
    public AggregateBuilder<TState> Snapshot(int every, int version = 1)
    {
        _declaration.SnapshotEvery = every;
        _declaration.SnapshotVersion = version;
        return this;
    }
}
