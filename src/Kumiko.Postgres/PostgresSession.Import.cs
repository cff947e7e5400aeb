using Kumiko.Postgres.Writing;
using Kumiko.Storage;
using Npgsql;

namespace Kumiko.Postgres;

internal sealed partial class PostgresSession
{
    private const int EventsAtOnce = 1000;

    public override Task ImportEvents(IReadOnlyCollection<NewEvent> events, CancellationToken cancellation = default)
    {
        var transaction = SoundTransaction();
        return events.Count == 0 ? Task.CompletedTask : PostgresErrors.Translating(async () =>
        {
            _isBroken = true;
            var import = new EventImport(events);
            await using (var batch = new SessionBatch(store, _connection!, transaction, Reach))
            {
                import.AddChecks(batch);
                if ((long)(await batch.ExecuteScalarAsync(cancellation))! > 0)
                {
                    throw new StreamConflictException();
                }
            }

            if (store.GuardsRows)
            {
                await Insert(events, transaction, cancellation);
            }
            else
            {
                await import.Copy(_connection!, cancellation);
            }

            _isBroken = false;
            NoteAppend();
            return true;
        });
    }

    /// <summary>The server copies nothing into a table whose rows are guarded.</summary>
    private async Task Insert(IEnumerable<NewEvent> events, NpgsqlTransaction transaction, CancellationToken cancellation)
    {
        foreach (var some in events.Chunk(EventsAtOnce))
        {
            await using var batch = new SessionBatch(store, _connection!, transaction, Reach);
            batch.BatchCommands.Add(EventStatements.Append(some));
            await batch.ExecuteNonQueryAsync(cancellation);
        }
    }
}
