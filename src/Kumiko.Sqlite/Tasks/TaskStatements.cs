using Kumiko.Storage;

namespace Kumiko.Sqlite;

/// <summary>The tasks of the queue. <c>?1</c> is the time in all statements that ask for it.</summary>
internal static class TaskStatements
{
    private const string Columns =
        "id, tenant_id, kind, payload, context, created_at, due_at, attempts, last_error, dead_at, owner, fence, "
        + "coalesce(owner IS NOT NULL AND lease_until > ?1, 0)";

    private const string Insert =
        """
        INSERT INTO kumiko_tasks (id, tenant_id, kind, payload, context, created_at, due_at, attempts, fence)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0, 0)
        """;

    private const string SelectFree =
        """
        SELECT id FROM kumiko_tasks
        WHERE dead_at IS NULL AND due_at <= ?2 AND kind IN (SELECT value FROM json_each(?3)) AND (lease_until IS NULL OR lease_until <= ?1)
        ORDER BY due_at, id LIMIT ?4
        """;

    private const string TakeOne =
        "UPDATE kumiko_tasks SET owner = ?2, lease_until = ?3, fence = fence + 1, attempts = attempts + 1 WHERE id = ?1";

    public static void Add(Connection connection, NewTask task)
    {
        using var statement = connection.Prepare(Insert);
        statement.Bind(task.Id).Bind(task.Tenant.Value).Bind(task.Kind).BindUtf8(task.Payload.Span).BindUtf8(task.Context.Span)
            .Bind(Timestamps.ToMicroseconds(task.CreatedAt)).Bind(Timestamps.ToMicroseconds(task.DueAt)).Step();
    }

    /// <exception cref="FencedException">Somebody else has the task, or it is done.</exception>
    public static void Remove(Connection connection, WriteOperation.RemoveTask remove)
    {
        using var statement = connection.Prepare("DELETE FROM kumiko_tasks WHERE id = ?1 AND fence = ?2 AND dead_at IS NULL");
        statement.Bind(remove.Id).Bind(remove.Fence).Step();
        if (connection.Changes == 0)
        {
            throw new FencedException();
        }
    }

    /// <summary>The tasks that a claim would get.</summary>
    public static IReadOnlyList<Guid> Free(Connection connection, DateTimeOffset now, TaskClaim claim)
    {
        using var statement = At(connection, SelectFree, now);
        statement.Bind(Timestamps.ToMicroseconds(claim.Now)).Bind(KindsOf(claim)).Bind(claim.Limit);
        var ids = new List<Guid>();
        while (statement.Step())
        {
            ids.Add(statement.Guid(0));
        }

        return ids;
    }

    public static IReadOnlyList<QueuedTask> Take(Connection connection, DateTimeOffset now, TaskClaim claim)
    {
        var until = Timestamps.ToMicroseconds(now + claim.Lease);
        var taken = new List<QueuedTask>();
        foreach (var id in Free(connection, now, claim))
        {
            using (var statement = connection.Prepare(TakeOne))
            {
                statement.Bind(id).Bind(claim.Owner).Bind(until).Step();
            }

            taken.AddRange(Read(connection, now, new TaskQuery { Id = id }));
        }

        return taken;
    }

    public static void Prolong(Connection connection, DateTimeOffset now, string owner, TimeSpan lease)
    {
        using var statement = connection.Prepare("UPDATE kumiko_tasks SET lease_until = ?2 WHERE owner = ?1");
        statement.Bind(owner).Bind(Timestamps.ToMicroseconds(now + lease)).Step();
    }

    public static bool Fail(Connection connection, Guid id, long fence, TaskFailure failure)
    {
        using var statement = connection.Prepare(
            "UPDATE kumiko_tasks SET last_error = ?3, due_at = ?4, dead_at = ?5, owner = NULL, lease_until = NULL WHERE id = ?1 AND fence = ?2");
        statement.Bind(id).Bind(fence).Bind(failure.Error).Bind(Timestamps.ToMicroseconds(failure.DueAt));
        (failure.DeadAt is { } dead ? statement.Bind(Timestamps.ToMicroseconds(dead)) : statement.BindNull()).Step();
        return connection.Changes > 0;
    }

    public static void Release(Connection connection, Guid id, long fence, DateTimeOffset dueAt)
    {
        using var statement = connection.Prepare(
            "UPDATE kumiko_tasks SET due_at = ?3, attempts = attempts - 1, owner = NULL, lease_until = NULL WHERE id = ?1 AND fence = ?2");
        statement.Bind(id).Bind(fence).Bind(Timestamps.ToMicroseconds(dueAt)).Step();
    }

    public static IReadOnlyList<QueuedTask> Read(Connection connection, DateTimeOffset now, TaskQuery query)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(query.Limit);
        var dead = query.OnlyDead ? "dead_at IS NOT NULL" : "1";
        using var statement = connection.Prepare($"SELECT {Columns} FROM kumiko_tasks WHERE {dead} AND {Matches(query)} ORDER BY created_at, id LIMIT ?4");
        BindQuery(statement, Timestamps.ToMicroseconds(now), query).Bind(query.Limit);
        var tasks = new List<QueuedTask>();
        while (statement.Step())
        {
            tasks.Add(Task(statement));
        }

        return tasks;
    }

    public static IReadOnlyList<TaskCount> Count(Connection connection)
    {
        using var statement = connection.Prepare(
            """
            SELECT kind, count(*) FILTER (WHERE dead_at IS NULL), count(dead_at), min(due_at) FILTER (WHERE dead_at IS NULL)
            FROM kumiko_tasks GROUP BY kind ORDER BY kind
            """);
        var counts = new List<TaskCount>();
        while (statement.Step())
        {
            counts.Add(new TaskCount(statement.Text(0), statement.Int64(1), statement.Int64(2), InstantOrNull(statement, 3)));
        }

        return counts;
    }

    public static int Revive(Connection connection, TaskQuery query, DateTimeOffset dueAt)
    {
        using var statement = connection.Prepare(
            $"UPDATE kumiko_tasks SET dead_at = NULL, attempts = 0, due_at = ?1 WHERE dead_at IS NOT NULL AND {Matches(query)}");
        BindQuery(statement, Timestamps.ToMicroseconds(dueAt), query).Step();
        return connection.Changes;
    }

    public static bool Discard(Connection connection, Guid id)
    {
        using var statement = connection.Prepare("DELETE FROM kumiko_tasks WHERE id = ?1 AND dead_at IS NOT NULL");
        statement.Bind(id).Step();
        return connection.Changes > 0;
    }

    private static string Matches(TaskQuery query) =>
        $"{(query.Id is null ? "?2 IS NULL" : "id = ?2")} AND {(query.Kind is null ? "?3 IS NULL" : "kind = ?3")}";

    private static Statement BindQuery(Statement statement, long instant, TaskQuery query)
    {
        statement.Bind(instant);
        return (query.Id is { } id ? statement.Bind(id) : statement.BindNull()).Bind(query.Kind);
    }

    private static string KindsOf(TaskClaim claim) => System.Text.Json.JsonSerializer.Serialize(claim.Kinds);

    private static Statement At(Connection connection, string sql, DateTimeOffset now) => connection.Prepare(sql).Bind(Timestamps.ToMicroseconds(now));

    private static DateTimeOffset? InstantOrNull(Statement statement, int column) =>
        statement.IsNull(column) ? null : Timestamps.FromMicroseconds(statement.Int64(column));

    private static QueuedTask Task(Statement statement) => new()
    {
        Task = new NewTask
        {
            Id = statement.Guid(0),
            Tenant = new TenantId(statement.Guid(1)),
            Kind = statement.Text(2),
            Payload = statement.Bytes(3).ToArray(),
            Context = statement.Bytes(4).ToArray(),
            CreatedAt = Timestamps.FromMicroseconds(statement.Int64(5)),
            DueAt = Timestamps.FromMicroseconds(statement.Int64(6)),
        },
        Attempts = (int)statement.Int64(7),
        LastError = statement.IsNull(8) ? null : statement.Text(8),
        DeadAt = InstantOrNull(statement, 9),
        Owner = statement.IsNull(10) ? null : statement.Text(10),
        Fence = statement.Int64(11),
        IsLeased = statement.Int64(12) != 0,
    };
}
