using Kumiko.Storage;

namespace Kumiko;

/// <summary>
/// The rows of a table that only one unit of work after the other changes: a consumer's, whose lease guards every commit. They are read without
/// a lock, and those that were read or written last stay in memory from unit to unit. Not safe for concurrent use.
/// </summary>
/// <param name="table">The table.</param>
/// <param name="capacity">How many rows are kept.</param>
internal sealed class HeldRows(Table table, int capacity = HeldRows.DefaultCapacity)
{
    private const int DefaultCapacity = 10_000;

    private readonly Dictionary<UnitOfWork.RowKey, LinkedListNode<(UnitOfWork.RowKey Key, object?[]? Columns)>> _rows = [];
    private readonly LinkedList<(UnitOfWork.RowKey Key, object?[]? Columns)> _byAge = [];

    /// <summary>Whether a row is among them.</summary>
    public bool Covers(UnitOfWork.RowKey key) => key.Table == table;

    /// <summary>A row as it was committed last; null when there is none.</summary>
    public async ValueTask<object?[]?> Read(UnitOfWork.RowKey key, StoreSession session, CancellationToken cancellation) =>
        _rows.TryGetValue(key, out var known)
            ? known.Value.Columns
            : await session.ReadRow(key.Table, new TenantScope.Own(key.Tenant), key.Id, cancellation);

    /// <summary>Remembers a row as it is committed now; null when there is none.</summary>
    public void Keep(UnitOfWork.RowKey key, object?[]? columns)
    {
        Forget(key);
        _rows[key] = _byAge.AddLast((key, columns));
        if (_rows.Count > capacity)
        {
            Forget(_byAge.First!.Value.Key);
        }
    }

    /// <summary>Forgets a row that changes without being read.</summary>
    public void Forget(UnitOfWork.RowKey key)
    {
        if (_rows.Remove(key, out var node))
        {
            _byAge.Remove(node);
        }
    }
}
