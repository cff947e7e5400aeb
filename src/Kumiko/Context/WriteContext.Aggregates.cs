namespace Kumiko;

public partial class WriteContext
{
    /// <summary>
    /// Fetches a stream of the tenant to append to it. Its version guards everything that is appended through what is returned, up to the commit. A
    /// stream that has no events yet can be fetched, too, and starts with the first one.
    /// </summary>
    /// <typeparam name="TState">The state of a declared aggregate.</typeparam>
    /// <param name="id">The stream's id; for an aggregate over an entity, the record's.</param>
    /// <param name="expected">The version at which the stream must stand; by default, whatever it has.</param>
    /// <exception cref="VersionConflictException">The stream does not stand at the expected version.</exception>
    /// <exception cref="StreamArchivedException">The stream is archived.</exception>
    /// <exception cref="NotFoundException">The stream is of another type; or there is no such record.</exception>
    public async Task<EventStream<TState>> FetchForWriting<TState>(Guid id, StreamVersion? expected = null)
        where TState : class
    {
        var aggregate = Services.Registry.AggregateOf<TState>();
        var loaded = await AggregateLoader.Load(Services, aggregate, new StreamId(Tenant, id), LoadOptions.Default);
        if (loaded.StreamType is { } type ? type != aggregate.StreamType || !await MayRead(type, new StreamId(Tenant, id)) : aggregate.Entity is not null)
        {
            throw new NotFoundException(aggregate.StreamType, id.ToString());
        }

        if (loaded.IsArchived)
        {
            throw new StreamArchivedException(id);
        }

        if (expected is { } version && version != loaded.Version)
        {
            throw new VersionConflictException(id, version, loaded.Version);
        }

        return new EventStream<TState>(this, aggregate, id, loaded.State, loaded.Version);
    }
}
