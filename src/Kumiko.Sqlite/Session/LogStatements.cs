using Kumiko.Storage;

namespace Kumiko.Sqlite;

/// <summary>The log in the order of positions.</summary>
internal static class LogStatements
{
    // Each type is a walk through the index in the order of positions, and SQLite merges them. With too many it is better to walk through
    // the log itself.
    private const int MostMergedTypes = 32;

    public static IReadOnlyList<StoredEvent> Read(Connection connection, LogQuery query)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(query.Limit);
        query = WithoutRepetitions(query);
        if (query.Types is { Count: 0 })
        {
            return [];
        }

        using var statement = connection.Prepare(TextOf(query));
        Bind(statement, query).Bind(query.Limit);
        return EventStatements.ReadAll(statement);
    }

    public static long Count(Connection connection, LogQuery query)
    {
        if (query.Types is { Count: 0 })
        {
            return 0;
        }

        var parameters = 0;
        var conditions = Conditions(query, ref parameters);
        using var statement = connection.Prepare($"SELECT count(*) FROM kumiko_events WHERE {conditions}{OfTypes(query, ref parameters)}");
        Bind(statement, query).Step();
        return statement.Int64(0);
    }

    /// <summary>The last position of the log; null when it is empty.</summary>
    public static long? LastPosition(Connection connection)
    {
        using var statement = connection.Prepare("SELECT max(position) FROM kumiko_events");
        return statement.Step() && !statement.IsNull(0) ? statement.Int64(0) : null;
    }

    internal static string TextOf(LogQuery query)
    {
        var parameters = 0;
        var conditions = Conditions(query, ref parameters);
        var select = $"SELECT {EventStatements.Columns} FROM kumiko_events WHERE {conditions}";
        var isMerge = query.Types is { Count: > 1 and <= MostMergedTypes };
        var text = isMerge
            ? string.Join("\nUNION ALL\n", query.Types!.Select((_, number) => $"{select} AND type = ?{parameters + number + 1}"))
            : $"{select}{OfTypes(query, ref parameters)}";
        parameters += isMerge ? query.Types!.Count : 0;
        return $"{text} ORDER BY position LIMIT ?{parameters + 1}";
    }

    // A type that is named twice would be merged with itself.
    private static LogQuery WithoutRepetitions(LogQuery query) =>
        query.Types is null ? query : query with { Types = [.. query.Types.Distinct(StringComparer.Ordinal)] };

    // The plus keeps SQLite from walking the tenant's streams, which would have to be sorted by position.
    private static string Conditions(LogQuery query, ref int parameters)
    {
        var text = $"position > ?{++parameters} AND position <= ?{++parameters}";
        text += query.AggregateType is null ? "" : $" AND {(query.Types is null ? "" : "+")}aggregate_type = ?{++parameters}";
        text += query.Tenant is null ? "" : $" AND +tenant_id = ?{++parameters}";
        return text;
    }

    private static string OfTypes(LogQuery query, ref int parameters)
    {
        if (query.Types is null)
        {
            return "";
        }

        var first = parameters + 1;
        parameters += query.Types.Count;
        var isWalk = query.Types.Count > MostMergedTypes;
        return $" AND {(isWalk ? "+" : "")}type IN ({string.Join(", ", Enumerable.Range(first, query.Types.Count).Select(n => $"?{n}"))})";
    }

    private static Statement Bind(Statement statement, LogQuery query)
    {
        statement.Bind(query.After.Value).Bind(query.Until?.Value ?? long.MaxValue);
        if (query.AggregateType is { } aggregateType)
        {
            statement.Bind(aggregateType);
        }

        if (query.Tenant is { } tenant)
        {
            statement.Bind(tenant.Value);
        }

        foreach (var type in query.Types ?? [])
        {
            statement.Bind(type);
        }

        return statement;
    }
}
