using Kumiko.Storage;

namespace Kumiko.Sqlite;

/// <summary>One unit of work: reads on any reader and writes in the queue, or everything on the writer while it has a transaction.</summary>
internal sealed partial class SqliteSession(ReaderPool readers, Writer writer, RowStatements rows) : StoreSession
{
    public override Task<object?[]?> ReadRow(Table table, TenantScope scope, Guid id, CancellationToken cancellation = default) =>
        Read(c => rows.ReadOne(c, table, scope, id), cancellation);

    public override Task<IReadOnlyList<object?[]>> ReadRows(RowQuery query, CancellationToken cancellation = default) =>
        Read(c => rows.Read(c, query), cancellation);

    public override Task<long> CountRows(RowQuery query, CancellationToken cancellation = default) =>
        Read(c => rows.Count(c, query), cancellation);

    public override Task<IReadOnlyList<StoredEvent>> ReadStream(StreamId stream, StreamRange range, CancellationToken cancellation = default) =>
        Read(c => EventStatements.ReadStream(c, stream, range), cancellation);

    public override Task<StreamVersion> ReadStreamVersion(StreamId stream, CancellationToken cancellation = default) =>
        Read(c => EventStatements.ReadVersion(c, stream), cancellation);

    public override Task<RecordedAnswer?> ReadAnswer(RequestKey key, CancellationToken cancellation = default) =>
        Read(c => AnswerStatements.Read(c, key), cancellation);

    public override Task<EventPosition?> Execute(IReadOnlyList<WriteOperation> operations, CancellationToken cancellation = default)
    {
        if (operations.Count == 0)
        {
            return Task.FromResult<EventPosition?>(null);
        }

        return InTransaction ? ExecuteInTransaction(operations, cancellation) : writer.Execute(operations, cancellation);
    }

    // SQLite works on the caller's thread: a read is over before a task could be scheduled, so there is nothing to await.
    internal Task<T> Read<T>(Func<Connection, T> read, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested)
        {
            return Task.FromCanceled<T>(cancellation);
        }

        var rented = InTransaction ? null : readers.Rent();
        try
        {
            var connection = rented ?? _snapshot ?? Usable();
            using var interruption = connection.InterruptOn(cancellation);
            return Task.FromResult(read(connection));
        }
        catch (SqliteException) when (cancellation.IsCancellationRequested)
        {
            return Task.FromCanceled<T>(cancellation);
        }
        catch (SqliteException failure)
        {
            return Task.FromException<T>(StoreErrors.Translate(failure));
        }
        catch (Exception failure)
        {
            return Task.FromException<T>(failure);
        }
        finally
        {
            if (rented is not null)
            {
                readers.Return(rented);
            }
        }
    }
}
