using System.Runtime.ExceptionServices;
using Kumiko.Storage;

namespace Kumiko;

/// <summary>Rows of projections: what the unit knows of them, and how they are read without losing what others change.</summary>
internal sealed partial class UnitOfWork
{
    private Dictionary<RowKey, object?[]?>? _rows;
    private HashSet<string>? _missed;
    private ExceptionDispatchInfo? _spoiled;

    /// <summary>Rows that nobody else can change; null for none.</summary>
    public HeldRows? Held { get; init; }

    /// <summary>What the unit knows of a row, by reading it under a lock or by writing it whole.</summary>
    /// <param name="key">The row.</param>
    /// <param name="columns">The row; null when it is known not to be there.</param>
    /// <returns>Whether anything is known.</returns>
    public bool KnownRow(RowKey key, out object?[]? columns)
    {
        columns = null;
        return _rows?.TryGetValue(key, out columns) ?? false;
    }

    /// <summary>Adds a change of a row.</summary>
    /// <param name="key">The row.</param>
    /// <param name="operation">The change.</param>
    /// <param name="known">The row afterwards; null where that is not known.</param>
    public void AddRow(RowKey key, WriteOperation operation, object?[]? known)
    {
        Add(operation);
        if (known is not null)
        {
            (_rows ??= [])[key] = known;
        }
        else
        {
            Held?.Forget(key);
        }
    }

    /// <summary>Adds a row that was not found. When somebody else adds it in the meantime, the whole unit has to be done again.</summary>
    public void AddMissingRow(RowKey key, WriteOperation.InsertRow operation, object?[] known)
    {
        (_missed ??= []).Add(key.Table.Name);
        AddRow(key, operation, known);
    }

    /// <summary>Adds the removal of a row.</summary>
    public void RemoveRow(RowKey key, WriteOperation.RemoveRow operation)
    {
        Add(operation);
        (_rows ??= [])[key] = null;
    }

    /// <summary>
    /// Reads a row as this unit sees it, and keeps others from changing it until the transaction ends. What was read once comes from memory.
    /// </summary>
    public async ValueTask<object?[]?> LockRow(RowKey key, CancellationToken cancellation)
    {
        if (KnownRow(key, out var known))
        {
            return known;
        }

        _failure?.Throw();
        if (Held is not null && Held.Covers(key) && !_pendingRows.ContainsKey(key))
        {
            var held = await Held.Read(key, session, cancellation);
            (_rows ??= [])[key] = held;
            return held;
        }

        await BeginTransaction(cancellation);
        if (_pendingRows.ContainsKey(key))
        {
            await Flush(cancellation);
        }

        var columns = await session.LockRow(key.Table, key.Tenant, key.Id, cancellation);
        (_rows ??= [])[key] = columns;
        return columns;
    }

    /// <summary>After the commit: what the unit knows of rows that nobody else can change serves the next one.</summary>
    public void KeepHeldRows()
    {
        foreach (var (key, columns) in _rows ?? [])
        {
            if (Held!.Covers(key))
            {
                Held.Keep(key, columns);
            }
        }
    }

    /// <summary>Something that belongs to the unit was not done, so that it must not be committed, even if a handler catches the exception.</summary>
    public void Spoil(Exception exception) => _spoiled ??= ExceptionDispatchInfo.Capture(exception);

    /// <summary>Whether a row was refused that was missing a moment ago: somebody else has added it since.</summary>
    private bool WasQuicker(UniqueIndexException violation) => _missed?.Contains(violation.Table) ?? false;
}
