using Kumiko.Storage;

namespace Kumiko.Sqlite;

/// <summary>Cursors and their owners. A lease holds as long as its owner's node lives, so that a heartbeat is one row.</summary>
internal static class ConsumerStatements
{
    // ?1 is the time in every statement that says whether a lease holds.
    private const string IsLeased =
        """
        (owner IS NOT NULL AND (coalesce(lease_until, 0) > ?1
            OR EXISTS (SELECT 1 FROM kumiko_nodes n WHERE n.name = owner AND n.lives_until > ?1)))
        """;

    private const string InsertMissing =
        """
        INSERT INTO kumiko_consumers (name, position, status, attempts, fence, updated_at) VALUES (?2, ?3, 'active', 0, 0, ?1)
        ON CONFLICT DO NOTHING
        """;

    private const string Select =
        $"SELECT name, position, status, attempts, next_attempt_at, last_error, owner, fence, {IsLeased}, updated_at FROM kumiko_consumers";

    private const string TakeFree =
        $"UPDATE kumiko_consumers SET owner = ?3, lease_until = ?4, fence = fence + 1, updated_at = ?1 WHERE name = ?2 AND (owner = ?3 OR NOT {IsLeased})";

    private const string GiveBack =
        "UPDATE kumiko_consumers SET owner = NULL, lease_until = NULL, fence = fence + 1, updated_at = ?1 WHERE name = ?2 AND fence = ?3";

    private const string GiveAllBack =
        "UPDATE kumiko_consumers SET owner = NULL, lease_until = NULL, fence = fence + 1, updated_at = ?1 WHERE owner = ?2";

    private const string NoteFailure =
        """
        UPDATE kumiko_consumers SET attempts = ?4, next_attempt_at = ?5, last_error = ?6, status = ?7, updated_at = ?1
        WHERE name = ?2 AND fence = ?3
        """;

    private const string ChangeOne =
        """
        UPDATE kumiko_consumers
        SET status = coalesce(?3, status), position = coalesce(?4, position), attempts = 0, next_attempt_at = NULL, last_error = NULL,
            owner = NULL, lease_until = NULL, fence = fence + 1, updated_at = ?1
        WHERE name = ?2
        """;

    private const string MoveOne =
        """
        UPDATE kumiko_consumers
        SET position = ?4, fence = fence + ?5, attempts = 0, next_attempt_at = NULL, last_error = NULL,
            updated_at = CAST(round((julianday('now') - 2440587.5) * 86400000) AS INTEGER) * 1000
        WHERE name = ?1 AND fence = ?2 AND position = ?3
        """;

    public static void Register(Connection connection, DateTimeOffset now, IEnumerable<ConsumerKey> consumers, EventPosition start)
    {
        foreach (var consumer in consumers)
        {
            using var statement = At(connection, InsertMissing, now);
            statement.Bind(consumer.Name).Bind(start.Value).Step();
        }
    }

    public static IReadOnlyList<ConsumerState> Read(Connection connection, DateTimeOffset now)
    {
        using var statement = At(connection, $"{Select} ORDER BY name", now);
        var consumers = new List<ConsumerState>();
        while (statement.Step())
        {
            consumers.Add(State(statement));
        }

        return consumers;
    }

    public static long? Take(Connection connection, DateTimeOffset now, ConsumerKey consumer, string node, TimeSpan lease)
    {
        using (var statement = At(connection, TakeFree, now))
        {
            statement.Bind(consumer.Name).Bind(node).Bind(Timestamps.ToMicroseconds(now + lease)).Step();
        }

        if (connection.Changes == 0)
        {
            return null;
        }

        using var fence = connection.Prepare("SELECT fence FROM kumiko_consumers WHERE name = ?1");
        fence.Bind(consumer.Name).Step();
        return fence.Int64(0);
    }

    public static void Release(Connection connection, DateTimeOffset now, ConsumerKey consumer, long fence)
    {
        using var statement = At(connection, GiveBack, now);
        statement.Bind(consumer.Name).Bind(fence).Step();
    }

    public static void ReleaseAll(Connection connection, DateTimeOffset now, string node)
    {
        using var statement = At(connection, GiveAllBack, now);
        statement.Bind(node).Step();
    }

    public static bool RecordFailure(Connection connection, DateTimeOffset now, ConsumerKey consumer, long fence, ConsumerFailure failure)
    {
        using var statement = At(connection, NoteFailure, now);
        statement.Bind(consumer.Name).Bind(fence).Bind(failure.Attempts).Bind(Timestamps.ToMicroseconds(now + failure.Pause))
            .Bind(failure.Error).Bind(StoredWords.Of(failure.Status)).Step();
        return connection.Changes > 0;
    }

    public static ConsumerState? Change(Connection connection, DateTimeOffset now, ConsumerKey consumer, ConsumerChange change)
    {
        using (var statement = At(connection, ChangeOne, now))
        {
            statement.Bind(consumer.Name).Bind(change.Status is { } status ? StoredWords.Of(status) : null);
            (change.Position is { } position ? statement.Bind(position.Value) : statement.BindNull()).Step();
        }

        using var select = At(connection, $"{Select} WHERE name = ?2", now);
        return select.Bind(consumer.Name).Step() ? State(select) : null;
    }

    public static void Remove(Connection connection, ConsumerKey consumer)
    {
        using var statement = connection.Prepare("DELETE FROM kumiko_consumers WHERE name = ?1");
        statement.Bind(consumer.Name).Step();
    }

    /// <exception cref="FencedException">The cursor stands elsewhere, or has another fence.</exception>
    public static void Move(Connection connection, WriteOperation.MoveCursor move)
    {
        using var statement = connection.Prepare(MoveOne);
        statement.Bind(move.Consumer.Name).Bind(move.Fence).Bind(move.From.Value).Bind(move.To.Value).Bind(move.RaisesFence ? 1 : 0).Step();
        if (connection.Changes == 0)
        {
            throw new FencedException();
        }
    }

    private static Statement At(Connection connection, string sql, DateTimeOffset now) =>
        connection.Prepare(sql).Bind(Timestamps.ToMicroseconds(now));

    private static ConsumerState State(Statement statement) => new()
    {
        Key = new ConsumerKey(statement.Text(0)),
        Position = new EventPosition(statement.Int64(1)),
        Status = StoredWords.ToStatus(statement.Text(2)),
        Attempts = (int)statement.Int64(3),
        NextAttemptAt = statement.IsNull(4) ? null : Timestamps.FromMicroseconds(statement.Int64(4)),
        LastError = statement.IsNull(5) ? null : statement.Text(5),
        Owner = statement.IsNull(6) ? null : statement.Text(6),
        Fence = statement.Int64(7),
        IsLeased = statement.Int64(8) != 0,
        UpdatedAt = Timestamps.FromMicroseconds(statement.Int64(9)),
    };
}
