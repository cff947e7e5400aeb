using Kumiko.Storage;
using Npgsql;

namespace Kumiko.Postgres;

internal sealed partial class PostgresSession
{
    // A conflict locks the row and looks at it again, so hits of one bucket come one after the other. A refused one says so in the row: only what a
    // statement writes can it return as it is.
    private const string Hit =
        $"""
        insert into {Sql.RateLimits} as b (bucket, empty_at, is_admitted) values ($1, $2 + $3, true)
        on conflict (bucket) do update set
            is_admitted = greatest(b.empty_at, $2) + $3 <= $2 + $4,
            empty_at = case when greatest(b.empty_at, $2) + $3 <= $2 + $4 then greatest(b.empty_at, $2) + $3 else b.empty_at end
        returning is_admitted, empty_at
        """;

    public override Task<RateLimitResult> HitRateLimit(RateLimitHit hit, CancellationToken cancellation = default) =>
        Run(hit, static async (batch, hit, cancellation) =>
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(Hit)
            {
                Parameters =
                {
                    Parameters.Text(hit.Bucket),
                    Parameters.Number(Microseconds(hit.Now - DateTimeOffset.UnixEpoch)),
                    Parameters.Number(Microseconds(hit.Charge)),
                    Parameters.Number(Microseconds(hit.Capacity)),
                },
            });
            await using var reader = await batch.ExecuteReaderAsync(cancellation);
            await reader.ReadAsync(cancellation);
            return new RateLimitResult(reader.GetBoolean(0), DateTimeOffset.UnixEpoch + TimeSpan.FromMicroseconds(reader.GetInt64(1)));
        }, cancellation);

    internal static long Microseconds(TimeSpan time) => time.Ticks / TimeSpan.TicksPerMicrosecond;
}
