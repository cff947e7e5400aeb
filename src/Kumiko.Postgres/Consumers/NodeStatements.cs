using Kumiko.Storage;
using Npgsql;
using NpgsqlTypes;

namespace Kumiko.Postgres.Consumers;

/// <summary>The nodes of the cluster.</summary>
internal static class NodeStatements
{
    private const string Live =
        $"""
        insert into {Sql.Nodes} (name, lanes, lives_until) values ($1, $2, clock_timestamp() + $3)
        on conflict (name) do update set lanes = excluded.lanes, lives_until = excluded.lives_until
        """;

    // Not one that somebody else touches just now: it is being forgotten already, or has come back.
    private const string Forget =
        $"delete from {Sql.Nodes} where name in (select name from {Sql.Nodes} where lives_until <= clock_timestamp() for update skip locked)";

    private const string SelectLiving = $"select name, lanes from {Sql.Nodes} where lives_until > clock_timestamp() order by name";

    public static NpgsqlBatchCommand Heartbeat(NodeInfo node, TimeSpan lease) => new(Live)
    {
        Parameters = { Parameters.Text(node.Name), Parameters.Text(node.Lanes), Parameters.Of(lease, NpgsqlDbType.Interval) },
    };

    public static NpgsqlBatchCommand ForgetDead() => new(Forget);

    public static NpgsqlBatchCommand Read() => new(SelectLiving);

    public static NpgsqlBatchCommand Remove(string node) => new($"delete from {Sql.Nodes} where name = $1") { Parameters = { Parameters.Text(node) } };

    public static NodeInfo ReadNode(NpgsqlDataReader reader) => new(reader.GetString(0), reader.GetString(1));
}
