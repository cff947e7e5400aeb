using Kumiko.Storage;

namespace Kumiko;

/// <summary>
/// Folds the events of an entity's streams in memory and writes each record once per page, however many of its events the page has.
/// </summary>
internal sealed class EntityFold(EntityDefinition entity, Table table) : PageFold
{
    private const int MostRemembered = 100_000;
    private const int WorthSharing = 512;

    private readonly Dictionary<StreamId, Record> _records = [];
    private readonly int[] _all = [.. Enumerable.Range(2, table.Columns.Count - 2)];

    public override void Forget() => _records.Clear();

    public override async Task Apply(IReadOnlyList<StoredEvent> page, StoreSession session, CancellationToken cancellation)
    {
        var changes = Interpret(page);
        await Recall(changes, session, cancellation);
        var changed = new Dictionary<StreamId, Record>();
        foreach (var change in changes)
        {
            var record = _records[change.Stream];
            record.State = change.Kind == EntityChangeKind.Unarchived && record.State is null
                ? await Reconstruct(change, session, cancellation)
                : EntityProjection.Apply(entity, record.State, change);
            changed[change.Stream] = record;
        }

        await Write(changed, session, cancellation);
        if (_records.Count > MostRemembered)
        {
            _records.Clear();
        }
    }

    /// <summary>Reading the payloads is most of the work, and no event's reading depends on another's.</summary>
    private EntityChange[] Interpret(IReadOnlyList<StoredEvent> page)
    {
        var changes = new EntityChange[page.Count];
        if (page.Count < WorthSharing)
        {
            for (var i = 0; i < changes.Length; i++)
            {
                changes[i] = EntityProjection.Interpret(entity, page[i]);
            }
        }
        else
        {
            Parallel.For(0, changes.Length, i => changes[i] = EntityProjection.Interpret(entity, page[i]));
        }

        return changes;
    }

    /// <summary>Finds the rows of streams that began on an earlier page and are no longer remembered.</summary>
    private async Task Recall(EntityChange[] changes, StoreSession session, CancellationToken cancellation)
    {
        var wanted = new List<(TenantId, Guid)>();
        foreach (var change in changes)
        {
            if (_records.TryAdd(change.Stream, new Record()) && change.Version.Value > 1)
            {
                wanted.Add((change.Stream.Tenant, change.Stream.Aggregate));
            }
        }

        if (wanted.Count == 0)
        {
            return;
        }

        foreach (var row in await session.ReadRows(table, wanted, cancellation))
        {
            var state = entity.Columns.Read(row);
            var record = _records[new StreamId(state.Tenant, state.Id)];
            record.State = state;
            record.IsStored = true;
        }
    }

    /// <summary>A record that was archived on an earlier page has no row to remember it by.</summary>
    private async Task<EntityState?> Reconstruct(EntityChange change, StoreSession session, CancellationToken cancellation) =>
        EntityProjection.Fold(entity, await session.ReadStream(change.Stream, new StreamRange { Until = change.Version }, cancellation));

    private async Task Write(Dictionary<StreamId, Record> changed, StoreSession session, CancellationToken cancellation)
    {
        var added = new List<object?[]>();
        var operations = new List<WriteOperation>();
        var open = await Open(changed, session, cancellation);
        foreach (var (stream, record) in changed)
        {
            if ((open?.GetValueOrDefault(stream) ?? record.State) is not { IsArchived: false } state)
            {
                if (record.IsStored)
                {
                    operations.Add(new WriteOperation.RemoveRow(table, stream.Tenant, stream.Aggregate));
                }
            }
            else if (record.IsStored)
            {
                operations.Add(new WriteOperation.UpsertRow(table, entity.Columns.RowOf(state), _all, []));
            }
            else
            {
                added.Add(entity.Columns.RowOf(state));
            }

            record.IsStored = record.State is { IsArchived: false };
        }

        if (added.Count > 0)
        {
            await session.InsertRows(table, added, cancellation);
        }

        if (operations.Count > 0)
        {
            await session.Execute(operations, cancellation);
        }
    }

    /// <summary>The hashes by which sealed values are found stand in rows only: they are made of what the values are.</summary>
    /// <returns>Null where there are none.</returns>
    private async ValueTask<Dictionary<StreamId, EntityState>?> Open(Dictionary<StreamId, Record> changed, StoreSession session, CancellationToken cancellation)
    {
        if (entity.Schema.Sealing is not { HasFindable: true })
        {
            return null;
        }

        // The session, and its transaction, are the caller's: the unit is neither committed nor disposed here.
        var states = changed.Values.Select(r => r.State).OfType<EntityState>().ToList();
        return (await new UnitOfWork(session).Open(entity, states, cancellation)).ToDictionary(s => new StreamId(s.Tenant, s.Id));
    }

    private sealed class Record
    {
        public EntityState? State { get; set; }

        public bool IsStored { get; set; }
    }
}
