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
    private long _held;
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
            if (free < page.Count)
            {
                page.RemoveRange(free, page.Count - free);
                StopAtHole(page.Count == 0 ? _position : page[^1].Position.Value);
            }
            else
            {
                GoOn(page.Count == 0 ? _position : page[^1].Position.Value, isEnd: page.Count < limit);
            }

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
            var (count, free, last) = (await Ask(LogStatements.RunOf(start, WindowOfSkipping), ReadRun, cancellation))[0];
            var reached = Math.Max(last, _proof.Final);
            if (free == count && count < WindowOfSkipping)
            {
                GoOn(reached, isEnd: true);
                return Position;
            }

            if (free == count || reached > last)
            {
                GoOn(reached, isEnd: false);
                _needsProof = !hadProof;
                continue;
            }

            StopAtHole(reached);
            if (hadProof)
            {
                return Position;
            }
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

    private void StopAtHole(long last)
    {
        _position = Math.Max(last, _proof.Final);
        _needsProof = true;
        if (_heldSince == 0 || _held != _position)
        {
            (_held, _heldSince) = (_position, Stopwatch.GetTimestamp());
        }
    }

    private void GoOn(long last, bool isEnd)
    {
        // Behind the last event of the whole log there are only holes, as far as the proof reaches.
        _position = isEnd ? Math.Max(last, _proof.Final) : last;
        (_needsProof, _heldSince) = (false, 0);
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
        (reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2));
}
