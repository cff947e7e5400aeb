using Kumiko.Storage;

namespace Kumiko.Sqlite;

/// <summary>The nodes of the cluster: the processes that share the file.</summary>
internal static class NodeStatements
{
    private const string Live =
        """
        INSERT INTO kumiko_nodes (name, lanes, lives_until) VALUES (?1, ?2, ?3)
        ON CONFLICT (name) DO UPDATE SET lanes = excluded.lanes, lives_until = excluded.lives_until
        """;

    public static void Heartbeat(Connection connection, DateTimeOffset now, NodeInfo node, TimeSpan lease)
    {
        using (var forget = connection.Prepare("DELETE FROM kumiko_nodes WHERE lives_until <= ?1"))
        {
            forget.Bind(Timestamps.ToMicroseconds(now)).Step();
        }

        using var live = connection.Prepare(Live);
        live.Bind(node.Name).Bind(node.Lanes).Bind(Timestamps.ToMicroseconds(now + lease)).Step();
    }

    public static IReadOnlyList<NodeInfo> Read(Connection connection, DateTimeOffset now)
    {
        using var statement = connection.Prepare("SELECT name, lanes FROM kumiko_nodes WHERE lives_until > ?1 ORDER BY name");
        statement.Bind(Timestamps.ToMicroseconds(now));
        var nodes = new List<NodeInfo>();
        while (statement.Step())
        {
            nodes.Add(new NodeInfo(statement.Text(0), statement.Text(1)));
        }

        return nodes;
    }

    public static void Remove(Connection connection, string node)
    {
        using var statement = connection.Prepare("DELETE FROM kumiko_nodes WHERE name = ?1");
        statement.Bind(node).Step();
    }
}
