namespace Kumiko.Storage;

/// <summary>What a store reports when a write did not happen. Nothing of the batch, or of the part since the last savepoint, took effect.</summary>
public abstract class StoreException : Exception
{
    private protected StoreException(string message, Exception? inner)
        : base(message, inner)
    {
    }
}

/// <summary>An event's version was already taken, or its predecessor does not exist.</summary>
public sealed class StreamConflictException(Exception? inner = null)
    : StoreException("A stream does not stand at the version that the append expected.", inner);

/// <summary>An event with the same idempotency key exists in the tenant.</summary>
public sealed class DuplicateEventException(Exception? inner = null)
    : StoreException("An event with the same idempotency key was appended before.", inner);

/// <summary>An answer to the same request was stored before, perhaps a moment ago by a concurrent repetition.</summary>
public sealed class DuplicateRequestException(Exception? inner = null)
    : StoreException("The same request was answered before.", inner);

/// <summary>A unique index of a table refused a row.</summary>
/// <param name="table">The physical name of the table.</param>
/// <param name="index">The physical name of the index, or of the primary key's constraint; null where the store cannot tell.</param>
/// <param name="inner">The driver's exception.</param>
public sealed class UniqueIndexException(string table, string? index, Exception? inner = null)
    : StoreException($"A unique index of '{table}' refused the row.", inner)
{
    /// <summary>The physical name of the table.</summary>
    public string Table { get; } = table;

    /// <summary>The physical name of the index; null where the store cannot tell.</summary>
    public string? Index { get; } = index;
}

/// <summary>A row that the batch requires is not there.</summary>
public sealed class MissingRowException(Exception? inner = null)
    : StoreException("A row that the writes refer to does not exist.", inner);

/// <summary>What the batch was meant for has changed hands in between: a consumer's cursor, a dead letter, or a task.</summary>
public sealed class FencedException(Exception? inner = null)
    : StoreException("The work has changed hands: another node, or an operator, was quicker.", inner);

/// <summary>A table's lock was not free in time.</summary>
public sealed class TableLockedException(string table, Exception? inner = null)
    : StoreException($"Others kept using the table '{table}'.", inner)
{
    /// <summary>The physical name of the table.</summary>
    public string Table { get; } = table;
}

/// <summary>A deadlock, a serialisation failure, a busy database: the same work may succeed when it is done again.</summary>
public sealed class TransientStoreException(Exception inner)
    : StoreException("The database could not carry out the work just now.", inner);
