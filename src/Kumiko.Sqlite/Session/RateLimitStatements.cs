using Kumiko.Storage;

namespace Kumiko.Sqlite;

/// <summary>Calls that are counted against limits.</summary>
internal static class RateLimitStatements
{
    /// <summary>How many buckets are removed in one transaction, so that writers do not wait for long.</summary>
    public const int MostForgottenAtOnce = 1000;

    private const string Upsert =
        """
        INSERT INTO kumiko_rate_limits (bucket, empty_at, is_admitted) VALUES (?1, ?2 + ?3, 1)
        ON CONFLICT (bucket) DO UPDATE SET
            is_admitted = max(empty_at, ?2) + ?3 <= ?2 + ?4,
            empty_at = CASE WHEN max(empty_at, ?2) + ?3 <= ?2 + ?4 THEN max(empty_at, ?2) + ?3 ELSE empty_at END
        RETURNING is_admitted, empty_at
        """;

    private const string DeleteEmpty =
        "DELETE FROM kumiko_rate_limits WHERE bucket IN (SELECT bucket FROM kumiko_rate_limits WHERE empty_at < ?1 LIMIT ?2)";

    public static RateLimitResult Hit(Connection connection, RateLimitHit hit)
    {
        using var statement = connection.Prepare(Upsert);
        statement.Bind(hit.Bucket).Bind(Timestamps.ToMicroseconds(hit.Now)).Bind(Microseconds(hit.Charge)).Bind(Microseconds(hit.Capacity)).Step();
        var result = new RateLimitResult(statement.Int64(0) != 0, Timestamps.FromMicroseconds(statement.Int64(1)));

        // The statement is over, and its change complete, only when it was asked for the next row.
        statement.Step();
        return result;
    }

    /// <summary>Removes some of the buckets that were empty before; returns how many.</summary>
    public static int Forget(Connection connection, DateTimeOffset before)
    {
        using var statement = connection.Prepare(DeleteEmpty);
        statement.Bind(Timestamps.ToMicroseconds(before)).Bind(MostForgottenAtOnce).Step();
        return connection.Changes;
    }

    private static long Microseconds(TimeSpan time) => time.Ticks / TimeSpan.TicksPerMicrosecond;
}
