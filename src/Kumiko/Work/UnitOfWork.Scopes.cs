using System.Runtime.ExceptionServices;
using Kumiko.Storage;

namespace Kumiko;

internal sealed partial class UnitOfWork
{
    /// <summary>Whether a transaction is open, which on SQLite keeps all other writers waiting.</summary>
    public bool IsInTransaction => session.InTransaction;

    private StoreSession Session => session;

    /// <summary>Reaches another tenant from now on, for the reason that its context was made with.</summary>
    public void Reach(TenantId tenant) => session.Reach = session.Reach.With(tenant);

    /// <summary>Reaches all tenants from now on, for the reason that the question carries.</summary>
    public void ReachAll() => session.Reach = TenantReach.All;

    /// <summary>Starts a part that can fail on its own: a nested command.</summary>
    public async Task<Scope> OpenScope(CancellationToken cancellation)
    {
        _failure?.Throw();
        var scope = new Scope(this, _pending.Count);
        _scopes.Add(scope);
        if (session.InTransaction)
        {
            await AnchorOrForget(scope, cancellation);
        }

        return scope;
    }

    private async Task AnchorOrForget(Scope scope, CancellationToken cancellation)
    {
        try
        {
            await scope.Anchor(cancellation);
        }
        catch
        {
            _scopes.Remove(scope);
            throw;
        }
    }

    /// <summary>What failed was taken back as a whole. Only a deadlock concerns the unit: another attempt starts from its beginning.</summary>
    /// <returns>Whether something had failed.</returns>
    private bool Recover()
    {
        var failed = HasFailed;
        if (_failure?.SourceException is not TransientStoreException)
        {
            _failure = null;
        }

        return failed;
    }

    private void Restore(Dictionary<StreamId, StreamEnd> versions)
    {
        _versions.Clear();
        foreach (var (stream, version) in versions)
        {
            _versions[stream] = version;
        }

        foreach (var stream in _commands.Keys.Where(stream => !versions.ContainsKey(stream)).ToList())
        {
            _commands.Remove(stream);
        }
    }

    /// <summary>A part of the unit. Disposed without being kept, it takes back what was written in it.</summary>
    internal sealed class Scope(UnitOfWork unit, int mark) : IAsyncDisposable
    {
        private readonly Dictionary<StreamId, StreamEnd> _versions = new(unit._versions);
        private readonly Dictionary<RowKey, EntityState?> _records = new(unit.Records);
        private readonly Dictionary<RowKey, object?[]?>? _rows = unit._rows is null ? null : new(unit._rows);
        private readonly ExceptionDispatchInfo? _spoiled = unit._spoiled;
        private readonly EventPosition? _position = unit._position;
        private readonly int _measured = unit._measurements?.Count ?? 0;
        private string? _savepoint;
        private bool _kept;

        /// <summary>Pending writes from here on belong to the scope.</summary>
        public int Mark { get; private set; } = mark;

        public void Keep() => _kept = true;

        /// <summary>Writes that stood before the mark are no longer pending.</summary>
        public void Moved(int count) => Mark -= count;

        /// <summary>Marks the scope's beginning in the transaction that was opened since.</summary>
        public async Task Anchor(CancellationToken cancellation)
        {
            var before = unit._pending.GetRange(0, Mark);
            var inScope = unit._pending.GetRange(Mark, unit._pending.Count - Mark);
            unit._pending.Clear();
            unit._pendingRows.Clear();
            if (before.Count > 0)
            {
                await unit.Send(before, cancellation);
            }

            _savepoint = unit.NextSavepoint();
            await unit.Session.Savepoint(_savepoint, cancellation);
            foreach (var scope in unit._scopes)
            {
                scope.Moved(Math.Min(scope.Mark, before.Count));
            }

            foreach (var operation in inScope)
            {
                unit.Add(operation);
            }
        }

        public async ValueTask DisposeAsync()
        {
            unit._scopes.Remove(this);
            if (_kept)
            {
                return;
            }

            unit.ForgetMeasurements(_measured);
            unit.DropPending(Math.Min(Mark, unit._pending.Count));
            unit.Restore(_versions);
            unit._position = _position;
            unit._spoiled = _spoiled;
            unit.Records.Clear();
            unit._rows = null;
            if (_savepoint is not null)
            {
                await unit.Session.RollbackTo(_savepoint);
                if (unit.Recover())
                {
                    // What was read before may be what the failure was about. The database has all of it, so it is read again.
                    return;
                }
            }

            unit._rows = _rows;
            foreach (var (key, state) in _records)
            {
                unit.Records[key] = state;
            }
        }
    }
}
