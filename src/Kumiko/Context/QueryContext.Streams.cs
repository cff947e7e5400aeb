using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace Kumiko;

public partial class QueryContext
{
    /// <summary>
    /// Builds a record from its events: as it is, or as it was. Null when there was none then, or it was gone; and when it is archived now,
    /// unless <see cref="LoadOptions.IncludeArchived"/> asks for it.
    /// </summary>
    public async Task<TEntity?> Load<TEntity>(Guid id, LoadOptions? options = null)
        where TEntity : Entity
    {
        var entity = Services.Registry.EntityOf<TEntity>();
        return await RecordLoader.Load(
            Services.Unit, entity, Tenant, id, options ?? LoadOptions.Default, Services.ViewOf(entity, Actor), Cancellation) is { } state
            ? (TEntity)entity.Materialize(state)
            : null;
    }

    /// <summary>Reads the events of a stream of the tenant as they are stored, in order. For long streams, see <see cref="StreamEvents"/>.</summary>
    public async Task<IReadOnlyList<StoredEvent>> LoadEvents(Guid aggregateId, LoadOptions? options = null)
    {
        options ??= LoadOptions.Default;
        var session = await Services.Unit.ForReading(Cancellation);
        var events = await session.ReadStream(new StreamId(Tenant, aggregateId), options.AsOf.Range, Cancellation);
        return events.Count > 0 && (await RecordLoader.Hides(session, events[^1], options, Cancellation) || !await MayRead(events[0])) ? [] : events;
    }

    /// <summary>
    /// Reads the events of a stream of the tenant in order, in the shapes that are declared now: each is an <see cref="Event{TData}"/>. One that no
    /// feature declares, or that an entity has by itself, carries its payload as a <see cref="JsonObject"/>.
    /// </summary>
    /// <exception cref="EventMigrationException">An event cannot be read in the declared shape.</exception>
    public async Task<IReadOnlyList<Event>> LoadTypedEvents(Guid aggregateId, LoadOptions? options = null)
    {
        var events = new List<Event>();
        foreach (var stored in await LoadEvents(aggregateId, options))
        {
            events.Add(await Services.Events.Read(stored));
        }

        return events;
    }

    /// <summary>Reads the events of a stream of the tenant as they are stored, in order, a page at a time: the stream may be of any length.</summary>
    public async IAsyncEnumerable<StoredEvent> StreamEvents(
        Guid aggregateId, LoadOptions? options = null, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        options ??= LoadOptions.Default;
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(Cancellation, cancellation);
        if (!options.IncludeArchived && await IsStreamArchived(aggregateId))
        {
            yield break;
        }

        var session = await Services.Unit.ForReading(linked.Token);
        await foreach (var page in StreamPages.Read(session, new StreamId(Tenant, aggregateId), options.AsOf.Range, linked.Token))
        {
            if (page[0].Version.Value == 1 && !await MayRead(page[0]))
            {
                yield break;
            }

            foreach (var stored in page)
            {
                yield return stored;
            }
        }
    }

    /// <summary>Whether a stream of the tenant is archived now. One that does not exist is not.</summary>
    public async Task<bool> IsStreamArchived(Guid aggregateId)
    {
        var session = await Services.Unit.ForReading(Cancellation);
        return await session.ReadLastEvent(new StreamId(Tenant, aggregateId), Cancellation) is { Type: SystemEvents.Archived } last && await MayRead(last);
    }

    /// <summary>Whether the rules of access let the stream of an event be read; those of streams that are no records' always do.</summary>
    internal ValueTask<bool> MayRead(StoredEvent stored) => MayRead(stored.AggregateType, stored.Stream);

    internal ValueTask<bool> MayRead(string aggregateType, StreamId stream) => Services.Registry.FindEntity(aggregateType) is { } entity
        ? RecordLoader.MayRead(Services.Unit, entity, Services.ViewOf(entity, Actor), stream, Cancellation)
        : new ValueTask<bool>(true);
}
