namespace Kumiko;

public partial class QueryContext
{
    /// <summary>
    /// Folds a stream of the tenant into a state, as it is or as it was. Null when the stream had no events then, or is no stream of the aggregate;
    /// and when it is archived now, unless <see cref="LoadOptions.IncludeArchived"/> asks for it.
    /// </summary>
    /// <typeparam name="TState">The state of a declared aggregate.</typeparam>
    /// <exception cref="EventMigrationException">An event cannot be read in the declared shape.</exception>
    public async Task<AggregateState<TState>?> LoadAggregate<TState>(Guid id, LoadOptions? options = null)
        where TState : class
    {
        options ??= LoadOptions.Default;
        var aggregate = Services.Registry.AggregateOf<TState>();
        var loaded = await AggregateLoader.Load(Services, aggregate, new StreamId(Tenant, id), options);
        return loaded.Version == StreamVersion.None || (loaded.IsArchived && !options.IncludeArchived)
            || !await MayRead(aggregate.StreamType, new StreamId(Tenant, id))
            ? null
            : new AggregateState<TState>(id, loaded.State, loaded.Version);
    }
}
