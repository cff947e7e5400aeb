using System.Collections;

namespace Kumiko;

/// <summary>
/// The records that a query found, all of each of them. What a hook sets on one is what the answer shows; nothing of it is written. Rules of access hide
/// afterwards what the caller may not see, so whatever the hook does, it shows nobody more.
/// </summary>
/// <typeparam name="TEntity">The records' class.</typeparam>
public sealed class QueriedRecords<TEntity> : IReadOnlyList<TEntity>
    where TEntity : Entity
{
    private readonly HookedRows _rows;

    internal QueriedRecords(HookedRows rows) => _rows = rows;

    /// <inheritdoc/>
    public int Count => _rows.Rows.Count;

    /// <inheritdoc/>
    public TEntity this[int index] => (TEntity)_rows.Rows[index].Record;

    /// <summary>Leaves records out of the answer. A page gets shorter by it, and a total does not know of it; to leave out many, change the query.</summary>
    public void Remove(Predicate<TEntity> condition) => _rows.Rows.RemoveAll(row => condition((TEntity)row.Record));

    /// <inheritdoc/>
    public IEnumerator<TEntity> GetEnumerator() => _rows.Rows.Select(row => (TEntity)row.Record).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
