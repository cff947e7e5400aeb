using Kumiko.Postgres.Writing;
using Kumiko.Storage;
using Npgsql;

namespace Kumiko.Postgres;

internal sealed partial class PostgresSession
{
    public override Task ImportEvents(IReadOnlyCollection<NewEvent> events, CancellationToken cancellation = default)
    {
        var transaction = SoundTransaction();
        return events.Count == 0 ? Task.CompletedTask : PostgresErrors.Translating(async () =>
        {
            _isBroken = true;
            var import = new EventImport(events);
            await using (var batch = new NpgsqlBatch(_connection, transaction))
            {
                import.AddChecks(batch);
                if ((long)(await batch.ExecuteScalarAsync(cancellation))! > 0)
                {
                    throw new StreamConflictException();
                }
            }

            await import.Copy(_connection!, cancellation);
            _isBroken = false;
            NoteAppend();
            return true;
        });
    }
}
