using Kumiko.Storage;
using Npgsql;
using NpgsqlTypes;

namespace Kumiko.Postgres.Consumers;

/// <summary>The events that consumers were told to pass over.</summary>
internal static class DeadLetterStatements
{
    private const string Columns = "id, consumer, position, tenant_id, aggregate_id, version, event_type, reason, error, attempts, created_at";

    private const string Insert = $"insert into {Sql.DeadLetters} ({Columns}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";

    // Guarded as a cursor's move is.
    private const string Delete = $"with touched as (delete from {Sql.DeadLetters} where id = $1 returning 1) select ln(count(*)) from touched";

    public static NpgsqlBatchCommand Add(DeadLetter letter) => new(Insert)
    {
        Parameters =
        {
            Parameters.Id(letter.Id),
            Parameters.Text(letter.Consumer),
            Parameters.Number(letter.Position.Value),
            Parameters.Id(letter.Stream.Tenant.Value),
            Parameters.Id(letter.Stream.Aggregate),
            Parameters.Number(letter.Version.Value),
            Parameters.Text(letter.EventType),
            Parameters.Text(StoredWords.Of(letter.Reason)),
            Parameters.Text(letter.Error),
            Parameters.Of(letter.Attempts, NpgsqlDbType.Integer),
            Parameters.Instant(letter.CreatedAt),
        },
    };

    public static NpgsqlBatchCommand Remove(Guid id) => new(Delete) { Parameters = { Parameters.Id(id) } };

    public static NpgsqlBatchCommand Read(DeadLetterQuery query)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(query.Limit);
        var command = new NpgsqlBatchCommand();
        var parameters = new Rows.ParameterList(command.Parameters);
        var text = $"select {Columns} from {Sql.DeadLetters} where true";
        if (query.Consumer is { } consumer)
        {
            text += $" and consumer = {parameters.Add(Parameters.Text(consumer))}";
        }

        if (query.Id is { } id)
        {
            text += $" and id = {parameters.Add(Parameters.Id(id))}";
        }

        command.CommandText = $"{text} order by created_at, position, id limit {query.Limit}";
        return command;
    }

    public static NpgsqlBatchCommand Count() => new($"select consumer, count(*) from {Sql.DeadLetters} group by consumer");

    public static DeadLetter ReadLetter(NpgsqlDataReader reader) => new()
    {
        Id = reader.GetGuid(0),
        Consumer = reader.GetString(1),
        Position = new EventPosition(reader.GetInt64(2)),
        Stream = new StreamId(new TenantId(reader.GetGuid(3)), reader.GetGuid(4)),
        Version = new StreamVersion(reader.GetInt64(5)),
        EventType = reader.GetString(6),
        Reason = StoredWords.ToReason(reader.GetString(7)),
        Error = reader.GetString(8),
        Attempts = reader.GetInt32(9),
        CreatedAt = reader.GetFieldValue<DateTimeOffset>(10),
    };
}
