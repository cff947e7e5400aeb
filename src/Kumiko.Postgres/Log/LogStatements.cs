using Kumiko.Storage;
using Npgsql;
using NpgsqlTypes;

namespace Kumiko.Postgres.Log;

/// <summary>
/// The statements that read the log in the order of positions. Limits stand in the text: there are few of them, and the server plans better
/// for one that it knows.
/// </summary>
internal static class LogStatements
{
    /// <summary>The position that was drawn last; not bound to a snapshot.</summary>
    public const string LastDrawn = $"select last_value - case when is_called then 0 else 1 end from {Sql.PositionSequence}";

    /// <summary>The transactions that hold the lock which an append takes before it draws its position.</summary>
    public const string Holders =
        $"""
        select case when pid is null then '{LogProof.Prepared}' else virtualtransaction end
        from pg_locks
        where locktype = 'relation' and relation = '{Sql.Events}'::regclass and mode = 'RowExclusiveLock' and granted
          and database = (select oid from pg_database where datname = current_database())
        """;

    // In a row of positions without a hole, each is as far from the start as its number says.
    private const string Run =
        $"""
        select count(*), count(*) filter (where position = $1 + number),
               coalesce(max(position) filter (where position = $1 + number), (select max(position) from {Sql.Events} where position <= $1))
        from (select position, row_number() over (order by position) number
              from (select position from {Sql.Events} where position > $1 order by position limit $2) page) numbered
        """;

    // Each type is a walk through the index in the order of positions, and the server merges them. With too many it is better to walk
    // through the log itself.
    private const int MostMergedTypes = 32;

    public static NpgsqlBatchCommand Page(long after, int limit) =>
        new($"select {EventRows.Columns} from {Sql.Events} where position > $1 order by position limit {limit}")
        {
            Parameters = { Parameters.Number(after) },
        };

    /// <summary>How many positions there are, how many of them follow the given one without a hole, and the last of these, or the last one before.</summary>
    public static NpgsqlBatchCommand RunOf(long after, int limit) => new(Run)
    {
        Parameters = { Parameters.Number(after), Parameters.Number(limit) },
    };

    public static NpgsqlBatchCommand Select(LogQuery query)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(query.Limit);
        var inOrder = $" order by position limit {query.Limit}";
        var command = new NpgsqlBatchCommand();
        var condition = Condition(query, command);
        if (query.Types is { Count: > 1 and <= MostMergedTypes } types)
        {
            var parts = types.Distinct(StringComparer.Ordinal).Select(
                type => $"(select {EventRows.Columns} from {Sql.Events} where {condition} and type = {Add(command, Parameters.Text(type))}{inOrder})");
            command.CommandText = string.Join("\nunion all\n", parts);
        }
        else
        {
            command.CommandText = $"select {EventRows.Columns} from {Sql.Events} where {condition}{OfTypes(query, command)}";
        }

        command.CommandText += inOrder;
        return command;
    }

    public static NpgsqlBatchCommand LastPosition() => new($"select coalesce(max(position), 0) from {Sql.Events}");

    public static NpgsqlBatchCommand Count(LogQuery query)
    {
        var command = new NpgsqlBatchCommand();
        command.CommandText = $"select count(*) from {Sql.Events} where {Condition(query, command)}{OfTypes(query, command)}";
        return command;
    }

    private static string Condition(LogQuery query, NpgsqlBatchCommand command)
    {
        var text = $"position > {Add(command, Parameters.Number(query.After.Value))}";
        if (query.Until is { } until)
        {
            text += $" and position <= {Add(command, Parameters.Number(until.Value))}";
        }

        if (query.AggregateType is { } aggregateType)
        {
            text += $" and aggregate_type = {Add(command, Parameters.Text(aggregateType))}";
        }

        if (query.Tenant is { } tenant)
        {
            text += $" and tenant_id = {Add(command, Parameters.Id(tenant.Value))}";
        }

        return text;
    }

    private static string OfTypes(LogQuery query, NpgsqlBatchCommand command) => query.Types switch
    {
        null => "",
        [var only] => $" and type = {Add(command, Parameters.Text(only))}",
        { } types => $" and type = any({Add(command, Parameters.ArrayOf(types.ToArray(), NpgsqlDbType.Text))})",
    };

    private static string Add(NpgsqlBatchCommand command, NpgsqlParameter parameter)
    {
        command.Parameters.Add(parameter);
        return $"${command.Parameters.Count}";
    }
}
