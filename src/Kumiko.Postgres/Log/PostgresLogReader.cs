using System.Diagnostics;
using Kumiko.Storage;
using Npgsql;

namespace Kumiko.Postgres.Log;

/// <summary>
/// Goes on over positions without a hole, and over holes of which <see cref="LogProof"/> says that they stay. A page without a live hole
/// is one round trip.
/// </summary>
internal sealed class PostgresLogReader(PostgresStore store, EventPosition after) : LogReader
{
    private const int WindowOfSkipping = 10_000;

    private readonly LogProof _proof = new(after.Value);
    private long _position = after.Value;
    private long _heldSince;

    // The first page may lie behind holes of long ago, and the proof costs nothing beside a first round trip.
    private bool _needsProof = true;

    public override EventPosition Position => new(_position);

    public override TimeSpan GapAge => _heldSince == 0 ? TimeSpan.Zero : Stopwatch.GetElapsedTime(_heldSince);

    public override async Task<IReadOnlyList<StoredEvent>> Read(int limit, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        for (var hadProof = false; ; hadProof = true)
        {
            hadProof |= _needsProof;
            var page = await Ask(LogStatements.Page(_position, limit), EventRows.Read, cancellation);
            var free = CountFree(page);
            Stand(free == page.Count, free == 0 ? _position : page[free - 1].Position.Value);
            page.RemoveRange(free, page.Count - free);

            // Nothing but a hole: whether it is a live one is worth a second round trip.
            if (page.Count > 0 || !_needsProof || hadProof)
            {
                return page;
            }
        }
    }

    public override async Task<EventPosition> SkipToEnd(CancellationToken cancellation = default)
    {
        while (true)
        {
            var hadProof = _needsProof;
            var start = Math.Max(_position, _proof.Final);
            var run = (await Ask(LogStatements.RunOf(start, WindowOfSkipping), ReadRun, cancellation))[0];
            var hasNoHole = run.Free == run.Count;
            Stand(hasNoHole, Math.Max(_position, run.Last));
            if (hasNoHole && run.Count < WindowOfSkipping)
            {
                return Position;
            }

            // The proof came with this answer: where it reaches further than the run, the next one begins there.
            if (!hasNoHole && _proof.Final <= start + run.Free && hadProof)
            {
                return Position;
            }

            _needsProof = !hadProof;
        }
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>How many events of a page have nothing before them that could still appear.</summary>
    private int CountFree(List<StoredEvent> page)
    {
        var last = Math.Max(_position, _proof.Final);
        var count = 0;
        foreach (var e in page)
        {
            if (e.Position.Value > last + 1)
            {
                break;
            }

            last = Math.Max(last, e.Position.Value);
            count++;
        }

        return count;
    }

    /// <summary>
    /// Takes a place. It is always that of an event and never in a hole behind one, so that other readers, who prove less or later, come there too.
    /// </summary>
    private void Stand(bool isFree, long position)
    {
        _needsProof = !isFree;
        if (isFree)
        {
            _heldSince = 0;
        }
        else if (_heldSince == 0 || position != _position)
        {
            _heldSince = Stopwatch.GetTimestamp();
        }

        _position = position;
    }

    /// <summary>
    /// Asks in one round trip, with the proof before the question where it is needed. Every statement is a transaction of its own and so has
    /// a snapshot of its own, whatever the isolation level that the database prefers.
    /// </summary>
    private Task<List<T>> Ask<T>(NpgsqlBatchCommand question, Func<NpgsqlDataReader, T> read, CancellationToken cancellation) =>
        PostgresErrors.Translating(async () =>
        {
            await using var connection = await store.Connect(cancellation);
            await using var batch = new NpgsqlBatch(connection) { EnableErrorBarriers = true };
            if (_needsProof)
            {
                batch.BatchCommands.Add(new NpgsqlBatchCommand(LogStatements.LastDrawn));
                batch.BatchCommands.Add(new NpgsqlBatchCommand(LogStatements.Holders));
            }

            if (store.GuardsRows)
            {
                // In the question's transaction: no barrier between the two.
                var reaching = SessionBatch.Reaching(TenantReach.All);
                reaching.AppendErrorBarrier = false;
                batch.BatchCommands.Add(reaching);
            }

            batch.BatchCommands.Add(question);
            await using var reader = await batch.ExecuteReaderAsync(cancellation);
            var (lastDrawn, holders) = (0L, new HashSet<string>());
            if (_needsProof)
            {
                await reader.ReadAsync(cancellation);
                lastDrawn = reader.GetInt64(0);
                await reader.NextResultAsync(cancellation);
                while (await reader.ReadAsync(cancellation))
                {
                    holders.Add(reader.GetString(0));
                }

                await reader.NextResultAsync(cancellation);
            }

            if (store.GuardsRows)
            {
                await reader.NextResultAsync(cancellation);
            }

            var answers = new List<T>();
            while (await reader.ReadAsync(cancellation))
            {
                answers.Add(read(reader));
            }

            // What follows from the holders holds for statements that came after them, such as this one, which has now been answered whole.
            if (_needsProof)
            {
                _proof.Learn(lastDrawn, holders);
            }

            return answers;
        });

    private static (long Count, long Free, long Last) ReadRun(NpgsqlDataReader reader) =>
        (reader.GetInt64(0), reader.GetInt64(1), reader.IsDBNull(2) ? 0 : reader.GetInt64(2));
}
