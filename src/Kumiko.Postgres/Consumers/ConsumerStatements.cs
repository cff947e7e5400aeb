using Kumiko.Storage;
using Npgsql;
using NpgsqlTypes;

namespace Kumiko.Postgres.Consumers;

/// <summary>
/// Cursors and their owners. A node's heartbeat touches only its own row, and a lease holds as long as its owner lives: a heartbeat never
/// waits for a cursor that is being moved.
/// </summary>
internal static class ConsumerStatements
{
    private const string IsLeased =
        $"""
        c.owner is not null and (c.lease_until > clock_timestamp()
            or exists (select 1 from {Sql.Nodes} n where n.name = c.owner and n.lives_until > clock_timestamp()))
        """;

    private const string Columns = $"c.name, c.position, c.status, c.attempts, c.next_attempt_at, c.last_error, c.owner, c.fence, {IsLeased}, c.updated_at";

    private const string InsertMissing =
        $"""
        insert into {Sql.Consumers} (name, position, status, attempts, fence, updated_at)
        select n, $2, 'active', 0, 0, clock_timestamp() from unnest($1) n
        on conflict do nothing
        """;

    private const string SelectAll = $"select {Columns} from {Sql.Consumers} c order by c.name";

    // Whoever waited for the row sees the winner's lease in it; the winner's heartbeat could still be missing in what the statement sees.
    private const string TakeFree =
        $"""
        update {Sql.Consumers} c
        set owner = $2, lease_until = clock_timestamp() + $3, fence = c.fence + 1, updated_at = clock_timestamp()
        where c.name = $1 and (c.owner = $2 or not coalesce({IsLeased}, false))
        returning c.fence
        """;

    private const string GiveBack =
        $"""
        update {Sql.Consumers} set owner = null, lease_until = null, fence = fence + 1, updated_at = clock_timestamp()
        where name = $1 and fence = $2
        """;

    private const string GiveAllBack =
        $"update {Sql.Consumers} set owner = null, lease_until = null, fence = fence + 1, updated_at = clock_timestamp() where owner = $1";

    private const string NoteFailure =
        $"""
        update {Sql.Consumers}
        set attempts = $3, next_attempt_at = clock_timestamp() + $4, last_error = $5, status = $6, updated_at = clock_timestamp()
        where name = $1 and fence = $2
        """;

    private const string ChangeOne =
        $"""
        with c as (
            update {Sql.Consumers}
            set status = coalesce($2, status), position = coalesce($3, position), attempts = 0, next_attempt_at = null, last_error = null,
                owner = null, lease_until = null, fence = fence + 1, updated_at = clock_timestamp()
            where name = $1
            returning *)
        select {Columns} from c
        """;

    // The logarithm of the number of touched rows: the server refuses to take that of zero, and with it the whole batch. It is another error
    // than the one of a missing row.
    private const string MoveOne =
        $"""
        with touched as (
            update {Sql.Consumers}
            set position = $4, fence = fence + $5, attempts = 0, next_attempt_at = null, last_error = null, updated_at = clock_timestamp()
            where name = $1 and fence = $2 and position = $3
            returning 1)
        select ln(count(*)) from touched
        """;

    public static NpgsqlBatchCommand Register(IEnumerable<ConsumerKey> consumers, EventPosition start) => new(InsertMissing)
    {
        // In one order, so that processes that start together do not wait for each other in a circle.
        Parameters =
        {
            Parameters.ArrayOf(consumers.Select(c => c.Name).Distinct().Order(StringComparer.Ordinal).ToArray(), NpgsqlDbType.Text),
            Parameters.Number(start.Value),
        },
    };

    public static NpgsqlBatchCommand Read() => new(SelectAll);

    public static NpgsqlBatchCommand Take(ConsumerKey consumer, string node, TimeSpan lease) => new(TakeFree)
    {
        Parameters = { Parameters.Text(consumer.Name), Parameters.Text(node), Parameters.Of(lease, NpgsqlDbType.Interval) },
    };

    public static NpgsqlBatchCommand Release(ConsumerKey consumer, long fence) => new(GiveBack)
    {
        Parameters = { Parameters.Text(consumer.Name), Parameters.Number(fence) },
    };

    public static NpgsqlBatchCommand ReleaseAll(string node) => new(GiveAllBack) { Parameters = { Parameters.Text(node) } };

    public static NpgsqlBatchCommand RecordFailure(ConsumerKey consumer, long fence, ConsumerFailure failure) => new(NoteFailure)
    {
        Parameters =
        {
            Parameters.Text(consumer.Name),
            Parameters.Number(fence),
            Parameters.Of(failure.Attempts, NpgsqlDbType.Integer),
            Parameters.Of(failure.Pause, NpgsqlDbType.Interval),
            Parameters.Text(failure.Error),
            Parameters.Text(StoredWords.Of(failure.Status)),
        },
    };

    public static NpgsqlBatchCommand Change(ConsumerKey consumer, ConsumerChange change) => new(ChangeOne)
    {
        Parameters =
        {
            Parameters.Text(consumer.Name),
            Parameters.TextOrNull(change.Status is { } status ? StoredWords.Of(status) : null),
            change.Position is { } position ? Parameters.Number(position.Value) : Parameters.Null(NpgsqlDbType.Bigint),
        },
    };

    public static NpgsqlBatchCommand Remove(ConsumerKey consumer) => new($"delete from {Sql.Consumers} where name = $1")
    {
        Parameters = { Parameters.Text(consumer.Name) },
    };

    public static NpgsqlBatchCommand Move(WriteOperation.MoveCursor move) => new(MoveOne)
    {
        Parameters =
        {
            Parameters.Text(move.Consumer.Name), Parameters.Number(move.Fence), Parameters.Number(move.From.Value), Parameters.Number(move.To.Value),
            Parameters.Number(move.RaisesFence ? 1 : 0),
        },
    };

    public static ConsumerState ReadState(NpgsqlDataReader reader) => new()
    {
        Key = new ConsumerKey(reader.GetString(0)),
        Position = new EventPosition(reader.GetInt64(1)),
        Status = StoredWords.ToStatus(reader.GetString(2)),
        Attempts = reader.GetInt32(3),
        NextAttemptAt = reader.IsDBNull(4) ? null : reader.GetFieldValue<DateTimeOffset>(4),
        LastError = reader.IsDBNull(5) ? null : reader.GetString(5),
        Owner = reader.IsDBNull(6) ? null : reader.GetString(6),
        Fence = reader.GetInt64(7),
        IsLeased = reader.GetBoolean(8),
        UpdatedAt = reader.GetFieldValue<DateTimeOffset>(9),
    };
}
