using Kumiko.Storage;
using Npgsql;
using NpgsqlTypes;

namespace Kumiko.Postgres.Tasks;

/// <summary>The tasks of the queue.</summary>
internal static class TaskStatements
{
    private const string Columns =
        "t.id, t.tenant_id, t.kind, t.payload, t.context, t.created_at, t.due_at, t.attempts, t.last_error, t.dead_at, t.owner, t.fence, "
        + "coalesce(t.owner is not null and t.lease_until > clock_timestamp(), false)";

    private const string Insert =
        $"""
        insert into {Sql.Tasks} (id, tenant_id, kind, payload, context, created_at, due_at, attempts, fence)
        select t.id, t.tenant_id, t.kind, t.payload, coalesce(t.context, $5), t.created_at, t.due_at, 0, 0
        from unnest($1, $2, $3, $4, $6, $7, $8) t (id, tenant_id, kind, payload, context, created_at, due_at)
        """;

    // Not those that another node takes at this moment, nor those whose end is being committed.
    private const string TakeFree =
        $"""
        with free as (
            select id from {Sql.Tasks}
            where dead_at is null and due_at <= $1 and kind = any($2) and (lease_until is null or lease_until <= clock_timestamp())
            order by due_at, id
            limit $3
            for update skip locked)
        update {Sql.Tasks} t
        set owner = $4, lease_until = clock_timestamp() + $5, fence = fence + 1, attempts = attempts + 1
        from free where t.id = free.id
        returning {Columns}
        """;

    // Guarded as a cursor's move is.
    private const string Delete =
        $"""
        with touched as (delete from {Sql.Tasks} where id = $1 and fence = $2 and dead_at is null returning 1)
        select ln(count(*)) from touched
        """;

    private const string NoteFailure =
        $"update {Sql.Tasks} set last_error = $3, due_at = $4, dead_at = $5, owner = null, lease_until = null where id = $1 and fence = $2";

    private const string GiveBack =
        $"update {Sql.Tasks} set due_at = $3, attempts = attempts - 1, owner = null, lease_until = null where id = $1 and fence = $2";

    public static NpgsqlBatchCommand Add(IReadOnlyList<NewTask> tasks)
    {
        var command = new NpgsqlBatchCommand(Insert);
        var parameters = command.Parameters;
        parameters.Add(Parameters.ArrayOf(Each(tasks, t => t.Id), NpgsqlDbType.Uuid));
        parameters.Add(Parameters.ArrayOf(Each(tasks, t => t.Tenant.Value), NpgsqlDbType.Uuid));
        parameters.Add(Parameters.ArrayOf(Each(tasks, t => t.Kind), NpgsqlDbType.Text));
        parameters.Add(Parameters.ArrayOf(Each(tasks, t => t.Payload), NpgsqlDbType.Json));
        Parameters.AddShared(parameters, Each(tasks, t => t.Context), NpgsqlDbType.Json, static (a, b) => a.Equals(b));
        parameters.Add(Parameters.ArrayOf(Each(tasks, t => t.CreatedAt.ToUniversalTime()), NpgsqlDbType.TimestampTz));
        parameters.Add(Parameters.ArrayOf(Each(tasks, t => t.DueAt.ToUniversalTime()), NpgsqlDbType.TimestampTz));
        return command;
    }

    public static NpgsqlBatchCommand Remove(WriteOperation.RemoveTask remove) => new(Delete)
    {
        Parameters = { Parameters.Id(remove.Id), Parameters.Number(remove.Fence) },
    };

    public static NpgsqlBatchCommand Take(TaskClaim claim) => new(TakeFree)
    {
        Parameters =
        {
            Parameters.Instant(claim.Now),
            Parameters.ArrayOf(claim.Kinds.ToArray(), NpgsqlDbType.Text),
            Parameters.Number(claim.Limit),
            Parameters.Text(claim.Owner),
            Parameters.Of(claim.Lease, NpgsqlDbType.Interval),
        },
    };

    public static NpgsqlBatchCommand Prolong(string owner, TimeSpan lease) => new($"update {Sql.Tasks} set lease_until = clock_timestamp() + $2 where owner = $1")
    {
        Parameters = { Parameters.Text(owner), Parameters.Of(lease, NpgsqlDbType.Interval) },
    };

    public static NpgsqlBatchCommand Fail(Guid id, long fence, TaskFailure failure) => new(NoteFailure)
    {
        Parameters =
        {
            Parameters.Id(id),
            Parameters.Number(fence),
            Parameters.Text(failure.Error),
            Parameters.Instant(failure.DueAt),
            failure.DeadAt is { } dead ? Parameters.Instant(dead) : Parameters.Null(NpgsqlDbType.TimestampTz),
        },
    };

    public static NpgsqlBatchCommand Release(Guid id, long fence, DateTimeOffset dueAt) => new(GiveBack)
    {
        Parameters = { Parameters.Id(id), Parameters.Number(fence), Parameters.Instant(dueAt) },
    };

    public static NpgsqlBatchCommand Read(TaskQuery query)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(query.Limit);
        var command = new NpgsqlBatchCommand();
        var dead = query.OnlyDead ? "t.dead_at is not null" : "true";
        command.CommandText = $"select {Columns} from {Sql.Tasks} t where {dead}{Matches(command, query)} order by t.created_at, t.id limit {query.Limit}";
        return command;
    }

    public static NpgsqlBatchCommand Count() => new(
        $"""
        select kind, count(*) filter (where dead_at is null), count(dead_at), min(due_at) filter (where dead_at is null)
        from {Sql.Tasks} group by kind order by kind
        """);

    public static NpgsqlBatchCommand Revive(TaskQuery query, DateTimeOffset dueAt)
    {
        var command = new NpgsqlBatchCommand { Parameters = { Parameters.Instant(dueAt) } };
        command.CommandText = $"update {Sql.Tasks} t set dead_at = null, attempts = 0, due_at = $1 where t.dead_at is not null{Matches(command, query)}";
        return command;
    }

    public static NpgsqlBatchCommand Discard(Guid id) =>
        new($"delete from {Sql.Tasks} where id = $1 and dead_at is not null") { Parameters = { Parameters.Id(id) } };

    public static QueuedTask ReadTask(NpgsqlDataReader reader) => new()
    {
        Task = new NewTask
        {
            Id = reader.GetGuid(0),
            Tenant = new TenantId(reader.GetGuid(1)),
            Kind = reader.GetString(2),
            Payload = reader.GetFieldValue<byte[]>(3),
            Context = reader.GetFieldValue<byte[]>(4),
            CreatedAt = reader.GetFieldValue<DateTimeOffset>(5),
            DueAt = reader.GetFieldValue<DateTimeOffset>(6),
        },
        Attempts = reader.GetInt32(7),
        LastError = reader.IsDBNull(8) ? null : reader.GetString(8),
        DeadAt = reader.IsDBNull(9) ? null : reader.GetFieldValue<DateTimeOffset>(9),
        Owner = reader.IsDBNull(10) ? null : reader.GetString(10),
        Fence = reader.GetInt64(11),
        IsLeased = reader.GetBoolean(12),
    };

    public static TaskCount ReadCount(NpgsqlDataReader reader) => new(
        reader.GetString(0), reader.GetInt64(1), reader.GetInt64(2), reader.IsDBNull(3) ? null : reader.GetFieldValue<DateTimeOffset>(3));

    private static string Matches(NpgsqlBatchCommand command, TaskQuery query)
    {
        var parameters = new Rows.ParameterList(command.Parameters);
        var text = query.Id is { } id ? $" and t.id = {parameters.Add(Parameters.Id(id))}" : "";
        return query.Kind is { } kind ? $"{text} and t.kind = {parameters.Add(Parameters.Text(kind))}" : text;
    }

    private static T[] Each<T>(IReadOnlyList<NewTask> tasks, Func<NewTask, T> part)
    {
        var values = new T[tasks.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = part(tasks[i]);
        }

        return values;
    }
}
