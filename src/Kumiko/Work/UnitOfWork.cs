using System.Runtime.ExceptionServices;
using Kumiko.Storage;

namespace Kumiko;

/// <summary>
/// What one batch of commands reads and writes. Writes are kept back and go out together in one round trip; only when a read has to
/// see them, or a failure has to be caught, is a transaction opened earlier.
/// </summary>
internal sealed partial class UnitOfWork(StoreSession session) : IAsyncDisposable
{
    private readonly List<WriteOperation> _pending = [];
    private readonly Dictionary<RowKey, int> _pendingRows = [];
    private readonly Dictionary<StreamId, StreamEnd> _versions = [];
    private readonly Dictionary<StreamId, int> _commands = [];
    private readonly List<Scope> _scopes = [];
    private EventPosition? _position;
    private ExceptionDispatchInfo? _failure;
    private IReadOnlyList<(StreamId Stream, StreamVersion Expected)> _failedAppends = [];
    private IReadOnlyList<(StreamId Stream, string Key)> _failedKeys = [];
    private HashSet<StreamId>? _decided;
    private int _savepoints;

    /// <summary>Records that this unit read or wrote; the newest state of each. Null: the record is gone.</summary>
    public Dictionary<RowKey, EntityState?> Records { get; } = [];

    /// <summary>The index of the command that runs now; after a failure, of the one that failed.</summary>
    public int Command { get; set; }

    /// <summary>The index of the command that first wrote to a stream.</summary>
    public int CommandOf(StreamId stream) => _commands.GetValueOrDefault(stream);

    /// <summary>For reads: what was written before becomes visible to them first.</summary>
    public async ValueTask<StoreSession> ForReading(CancellationToken cancellation)
    {
        _failure?.Throw();
        if (_pending.Count > 0)
        {
            await FlushAll(cancellation);
        }

        return session;
    }

    /// <summary>Sends everything that was kept back, in a transaction that stays open.</summary>
    public async Task FlushAll(CancellationToken cancellation)
    {
        _failure?.Throw();
        await BeginTransaction(cancellation);
        await Flush(cancellation);
    }

    /// <summary>For reads of rows that this unit cannot have touched: nothing needs to be written first.</summary>
    public StoreSession ForUntouchedRows
    {
        get
        {
            _failure?.Throw();
            return session;
        }
    }

    /// <summary>The version of a stream after what this unit wrote; null when the unit does not know it.</summary>
    public StreamVersion? KnownVersion(StreamId stream) => _versions.TryGetValue(stream, out var end) ? end.Version : null;

    /// <summary>Whether this unit archived a stream.</summary>
    public bool IsArchived(StreamId stream) => _versions.TryGetValue(stream, out var end) && end.IsArchived;

    /// <summary>
    /// When given, only rows of this table are written, and everything else that is added is passed over: in a rebuild it happened long ago.
    /// </summary>
    public Table? OnlyTable { get; init; }

    /// <summary>Notes that what is appended to a stream follows from a decision, which can be made again.</summary>
    public void MarkDecided(StreamId stream) => (_decided ??= []).Add(stream);

    /// <summary>Whether a conflict is about a decision.</summary>
    public bool IsAboutDecision(VersionConflictException conflict) => _decided is not null && _decided.Any(s => s.Aggregate == conflict.EntityId);

    /// <summary>Called once everything is committed; null for nothing.</summary>
    public Action? AfterCommit { get; set; }

    /// <summary>Adds a write. It takes effect with the others.</summary>
    public void Add(WriteOperation operation)
    {
        if (OnlyTable is not null && RowKey.Of(operation)?.Table != OnlyTable)
        {
            return;
        }

        if (operation is WriteOperation.Append { Event: var appended })
        {
            _versions[appended.Stream] = new StreamEnd(appended.Version, appended.Type == SystemEvents.Archived);
            _commands.TryAdd(appended.Stream, Command);
        }
        else if (RowKey.Of(operation) is { } key)
        {
            if (TryMerge(key, operation))
            {
                return;
            }

            _pendingRows[key] = _pending.Count;
        }

        _pending.Add(operation);
    }

    /// <summary>Adds the answer to the request. It goes first where that is still possible, so that a repetition is noticed first.</summary>
    public void AddAnswer(RecordedAnswer answer) => _pending.Insert(0, new WriteOperation.RecordAnswer(answer));

    /// <summary>
    /// Carries out writes now, so that a failure of theirs can be caught: everything else stays as it was. What was kept back has to be
    /// sent before, with <see cref="FlushAll"/>, so that its failures are not taken for theirs.
    /// </summary>
    public async Task AddNow(IEnumerable<WriteOperation> operations, CancellationToken cancellation)
    {
        var savepoint = NextSavepoint();
        await session.Savepoint(savepoint, cancellation);
        var versions = new Dictionary<StreamId, StreamEnd>(_versions);
        try
        {
            foreach (var operation in operations)
            {
                Add(operation);
            }

            await Flush(cancellation);
            await session.Release(savepoint, cancellation);
        }
        catch (StoreException failure) when (failure is not TransientStoreException)
        {
            DropPending(0);
            Restore(versions);
            await session.RollbackTo(savepoint);
            Recover();
            throw;
        }
    }

    /// <summary>Carries out everything and makes it last.</summary>
    /// <returns>The position of the last event; null when there was none.</returns>
    /// <exception cref="StoreException">
    /// A write failed, now or before: what was lost with it cannot be made up for, even if a handler caught the exception.
    /// </exception>
    public async Task<EventPosition?> Commit(CancellationToken cancellation)
    {
        _failure?.Throw();
        _spoiled?.Throw();
        await Flush(cancellation);
        if (session.InTransaction)
        {
            await session.Commit(cancellation);
        }

        AfterCommit?.Invoke();
        WriteMeasurements();
        return _position;
    }

    /// <summary>The streams that the writes that failed were to append to, with the version that each had to stand at.</summary>
    public IReadOnlyList<(StreamId Stream, StreamVersion Expected)> FailedAppends => _failedAppends;

    /// <summary>The idempotency keys among the writes that failed.</summary>
    public IReadOnlyList<(StreamId Stream, string Key)> FailedKeys => _failedKeys;

    /// <summary>Whether a write failed that no scope has taken back: the unit can only be given up.</summary>
    public bool HasFailed => _failure is not null;

    public ValueTask DisposeAsync() => session.DisposeAsync();

    private string NextSavepoint() => "s" + _savepoints++;

    private async Task BeginTransaction(CancellationToken cancellation)
    {
        if (session.InTransaction)
        {
            return;
        }

        await session.Begin(cancellation);
        foreach (var scope in _scopes)
        {
            await scope.Anchor(cancellation);
        }
    }

    private async Task Flush(CancellationToken cancellation)
    {
        if (_pending.Count > 0)
        {
            await Send(_pending, cancellation);
            DropPending(0);
            foreach (var scope in _scopes)
            {
                scope.Moved(scope.Mark);
            }
        }
    }

    private async Task Send(IReadOnlyList<WriteOperation> operations, CancellationToken cancellation)
    {
        try
        {
            _position = await session.Execute(operations, cancellation) ?? _position;
        }
        catch (Exception thrown)
        {
            var exception = thrown is UniqueIndexException violation && WasQuicker(violation) ? new TransientStoreException(violation) : thrown;
            _failure = ExceptionDispatchInfo.Capture(exception);
            _failedAppends = [.. operations.OfType<WriteOperation.Append>()
                .GroupBy(a => a.Event.Stream)
                .Select(g => (g.Key, new StreamVersion(g.First().Event.Version.Value - 1)))];
            _failedKeys = [.. operations.OfType<WriteOperation.Append>()
                .Where(a => a.Event.IdempotencyKey is not null)
                .Select(a => (a.Event.Stream, a.Event.IdempotencyKey!))];
            NoteFailedClaims(operations);
            _failure.Throw();
            throw;
        }
    }

    private void DropPending(int from)
    {
        _pending.RemoveRange(from, _pending.Count - from);
        foreach (var (key, index) in _pendingRows)
        {
            if (index >= from)
            {
                _pendingRows.Remove(key);
            }
        }
    }

    /// <summary>Several changes to one row become one statement.</summary>
    private bool TryMerge(RowKey key, WriteOperation operation)
    {
        var mark = _scopes.Count > 0 ? _scopes[^1].Mark : 0;
        if (!_pendingRows.TryGetValue(key, out var index) || index < mark || WouldOvertake(key.Table, index)
            || RowMerge.Of(_pending[index], operation) is not { } merged)
        {
            return false;
        }

        _pending[index] = merged;
        return true;
    }

    /// <summary>Unique values can move from row to row, so with a unique index the order of a table's changes matters.</summary>
    private bool WouldOvertake(Table table, int index) =>
        table.Indexes.Any(i => i.IsUnique) && _pending.FindIndex(index + 1, o => RowKey.Of(o) is { } other && other.Table == table) >= 0;

    /// <summary>Where a stream stands after what the unit wrote.</summary>
    private readonly record struct StreamEnd(StreamVersion Version, bool IsArchived);

    /// <summary>One record, by the table that it is stored in.</summary>
    internal readonly record struct RowKey(Table Table, TenantId Tenant, Guid Id)
    {
        public static RowKey? Of(WriteOperation operation) => operation switch
        {
            WriteOperation.InsertRow insert => new RowKey(insert.Table, new TenantId((Guid)insert.Values[0]!), (Guid)insert.Values[1]!),
            WriteOperation.UpdateRow update => new RowKey(update.Table, update.Tenant, update.Id),
            WriteOperation.DeleteRow delete => new RowKey(delete.Table, delete.Tenant, delete.Id),
            WriteOperation.UpsertRow upsert => new RowKey(upsert.Table, new TenantId((Guid)upsert.Values[0]!), (Guid)upsert.Values[1]!),
            WriteOperation.RemoveRow remove => new RowKey(remove.Table, remove.Tenant, remove.Id),
            _ => null,
        };
    }
}
