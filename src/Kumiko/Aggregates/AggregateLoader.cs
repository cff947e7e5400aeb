using Kumiko.Storage;

namespace Kumiko;

/// <summary>Folds streams into states, a page at a time, from the newest snapshot on where there is one.</summary>
internal static class AggregateLoader
{
    /// <summary>Loads a stream.</summary>
    /// <exception cref="EventMigrationException">An event cannot be read in the declared shape.</exception>
    public static async Task<LoadedAggregate<TState>> Load<TState>(
        InvocationServices services, AggregateDefinition<TState> aggregate, StreamId stream, LoadOptions options)
        where TState : class
    {
        var cancellation = services.Cancellation;
        var session = await services.Unit.ForReading(cancellation);
        var fold = await StartOf(services, aggregate, session, stream, options.AsOf.Range);
        var start = fold.Version;
        await foreach (var page in StreamPages.Read(session, stream, options.AsOf.Range with { After = start }, cancellation))
        {
            if (page[0].AggregateType != aggregate.StreamType)
            {
                return new LoadedAggregate<TState>(aggregate.Start(), StreamVersion.None, page[0].AggregateType, IsArchived: false);
            }

            await services.Unit.FetchKeys(services.Registry.Vault, page, cancellation);
            foreach (var stored in page)
            {
                await fold.Take(stored, services.Events);
            }
        }

        if (fold.Version == StreamVersion.None)
        {
            return new LoadedAggregate<TState>(fold.State, StreamVersion.None, null, IsArchived: false);
        }

        var isWhole = options.AsOf.Range is { Until: null, UntilTime: null };
        var isArchived = isWhole
            ? fold.Last?.Type == SystemEvents.Archived
            : !options.IncludeArchived && await session.ReadLastEvent(stream, cancellation) is { Type: SystemEvents.Archived };
        if (isWhole && !isArchived && fold.Version.Value - start.Value >= aggregate.SnapshotEvery && services.Unit.KnownVersion(stream) is null)
        {
            // What this unit itself has appended is not committed yet, and may never be.
            Keep(services, aggregate, stream, fold);
        }

        return new LoadedAggregate<TState>(fold.State, fold.Version, aggregate.StreamType, isArchived);
    }

    private static async ValueTask<AggregateFolding<TState>> StartOf<TState>(
        InvocationServices services, AggregateDefinition<TState> aggregate, StoreSession session, StreamId stream, StreamRange range)
        where TState : class
    {
        // Which version an instant means is known only by the events themselves.
        if (aggregate.Snapshots is { } format && range.UntilTime is null
            && await session.ReadSnapshot(stream, aggregate.Name, services.Cancellation) is { } snapshot
            && snapshot.SchemaVersion == format.Generation && (range.Until is not { } until || snapshot.Version <= until))
        {
            var json = services.Registry.Vault is { } vault
                ? await SealedBox.Open(snapshot.State, services.Unit.KeysOf(vault), PlaceOf(stream), services.Cancellation)
                : snapshot.State;
            if (json is not { } open)
            {
                // Somebody was forgotten of whom it knew; the events know what is left.
                return new AggregateFolding<TState>(aggregate, aggregate.Start(), StreamVersion.None);
            }

            if (format.TryRead(open, out var state, out var problem))
            {
                return new AggregateFolding<TState>(aggregate, state, snapshot.Version);
            }

            services.Snapshots.Refuse(aggregate, problem);
        }

        return new AggregateFolding<TState>(aggregate, aggregate.Start(), StreamVersion.None);
    }

    private static string PlaceOf(StreamId stream) => "snapshot|" + SealedValue.PlaceOf(stream.Tenant, stream.Aggregate);

    private static void Keep<TState>(InvocationServices services, AggregateDefinition<TState> aggregate, StreamId stream, AggregateFolding<TState> fold)
        where TState : class
    {
        if (aggregate.Snapshots!.TryWrite(fold.State, out var json, out var problem))
        {
            services.Snapshots.Add(new Snapshot(
                stream, aggregate.Name, fold.Version, aggregate.Snapshots.Generation,
                SealedBox.Seal(json, services.Unit.Keys, PlaceOf(stream)), Instants.ToMilliseconds(services.Clock.GetUtcNow())));
        }
        else
        {
            services.Snapshots.Refuse(aggregate, problem);
        }
    }
}

/// <summary>What was loaded.</summary>
/// <param name="State">The state; that of the beginning, where the stream is empty or of another type.</param>
/// <param name="Version">The last event that is in it.</param>
/// <param name="StreamType">The stream's type; null where it is empty.</param>
/// <param name="IsArchived">Whether the stream is archived now, as far as somebody asked.</param>
internal readonly record struct LoadedAggregate<TState>(TState State, StreamVersion Version, string? StreamType, bool IsArchived);

/// <summary>A fold on its way through a stream.</summary>
internal sealed class AggregateFolding<TState>(AggregateDefinition<TState> aggregate, TState start, StreamVersion version)
    where TState : class
{
    private EntityState? _record;

    public TState State { get; private set; } = start;

    public StreamVersion Version { get; private set; } = version;

    public StoredEvent? Last { get; private set; }

    public async ValueTask Take(StoredEvent stored, EventReader events)
    {
        var before = _record;
        if (aggregate.FollowsRecord)
        {
            _record = EntityProjection.Apply(aggregate.Entity!, before, EntityProjection.Interpret(aggregate.Entity!, stored));
        }

        if (aggregate.FoldOf(stored.Type) is { } fold)
        {
            var data = fold.Life is { } life ? await DataOf(life, before, events.Services) : await fold.Definition!.Read(stored, events);
            State = aggregate.Apply(fold, State, EventHeader.Of(stored), data);
        }

        Version = stored.Version;
        Last = stored;
    }

    private async ValueTask<object> DataOf(EntityLife life, EntityState? before, InvocationServices services)
    {
        if (life.Entity.Schema.Sealing is null)
        {
            return life.DataOf(before, _record);
        }

        return life.DataOf(
            before is null ? null : await services.Unit.Open(life.Entity, before, services.Cancellation),
            _record is null ? null : await services.Unit.Open(life.Entity, _record, services.Cancellation));
    }
}
