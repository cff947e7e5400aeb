using Kumiko.Storage;

namespace Kumiko.Sqlite;

/// <summary>The events that consumers were told to pass over.</summary>
internal static class DeadLetterStatements
{
    private const string Columns = "id, consumer, position, tenant_id, aggregate_id, version, event_type, reason, error, attempts, created_at";

    private const string Insert =
        $"INSERT INTO kumiko_dead_letters ({Columns}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";

    private const string Select = $"SELECT {Columns} FROM kumiko_dead_letters";

    private const string OldestFirst = "ORDER BY created_at, position, id LIMIT ?1";

    public static void Add(Connection connection, DeadLetter letter)
    {
        using var statement = connection.Prepare(Insert);
        statement.Bind(letter.Id).Bind(letter.Consumer).Bind(letter.Position.Value)
            .Bind(letter.Stream.Tenant.Value).Bind(letter.Stream.Aggregate).Bind(letter.Version.Value)
            .Bind(letter.EventType).Bind(StoredWords.Of(letter.Reason)).Bind(letter.Error).Bind(letter.Attempts)
            .Bind(Timestamps.ToMicroseconds(letter.CreatedAt)).Step();
    }

    /// <exception cref="FencedException">There is no such letter any more.</exception>
    public static void Remove(Connection connection, Guid id)
    {
        using var statement = connection.Prepare("DELETE FROM kumiko_dead_letters WHERE id = ?1");
        statement.Bind(id).Step();
        if (connection.Changes == 0)
        {
            throw new FencedException();
        }
    }

    public static IReadOnlyList<DeadLetter> Read(Connection connection, DeadLetterQuery query)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(query.Limit);
        var id = query.Id is null ? "1" : "id = ?2";
        var consumer = query.Consumer is null ? "1" : $"consumer = ?{(query.Id is null ? 2 : 3)}";
        using var statement = connection.Prepare($"{Select} WHERE {id} AND {consumer} {OldestFirst}");
        statement.Bind(query.Limit);
        if (query.Id is { } wanted)
        {
            statement.Bind(wanted);
        }

        if (query.Consumer is { } name)
        {
            statement.Bind(name);
        }

        var letters = new List<DeadLetter>();
        while (statement.Step())
        {
            letters.Add(Letter(statement));
        }

        return letters;
    }

    public static IReadOnlyDictionary<string, long> Count(Connection connection)
    {
        using var statement = connection.Prepare("SELECT consumer, count(*) FROM kumiko_dead_letters GROUP BY consumer");
        var counts = new Dictionary<string, long>();
        while (statement.Step())
        {
            counts.Add(statement.Text(0), statement.Int64(1));
        }

        return counts;
    }

    private static DeadLetter Letter(Statement statement) => new()
    {
        Id = statement.Guid(0),
        Consumer = statement.Text(1),
        Position = new EventPosition(statement.Int64(2)),
        Stream = new StreamId(new TenantId(statement.Guid(3)), statement.Guid(4)),
        Version = new StreamVersion(statement.Int64(5)),
        EventType = statement.Text(6),
        Reason = StoredWords.ToReason(statement.Text(7)),
        Error = statement.Text(8),
        Attempts = (int)statement.Int64(9),
        CreatedAt = Timestamps.FromMicroseconds(statement.Int64(10)),
    };
}
