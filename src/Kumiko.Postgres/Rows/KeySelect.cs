using Kumiko.Storage;
using Npgsql;
using NpgsqlTypes;

namespace Kumiko.Postgres.Rows;

/// <summary>The statements that read rows by their keys.</summary>
internal static class KeySelect
{
    private static readonly string KeyTenant = Sql.Name("key tenant");
    private static readonly string KeyId = Sql.Name("key id");

    public static NpgsqlBatchCommand ForUpdate(TableStatements table, TenantId tenant, Guid id) =>
        new($"select {table.SelectList} from {table.Name} where {table.Tenant} = $1 and {table.Id} = $2 for update")
        {
            Parameters = { Parameters.Id(tenant.Value), Parameters.Id(id) },
        };

    /// <summary>In the order of the ids, so that two who lock the same rows wait for each other.</summary>
    public static NpgsqlBatchCommand AllForUpdate(TableStatements table, TenantId tenant, IReadOnlyCollection<Guid> ids) =>
        new($"select 1 from {table.Name} where {table.Tenant} = $1 and {table.Id} = any($2) order by {table.Id} for update")
        {
            Parameters = { Parameters.Id(tenant.Value), Parameters.ArrayOf(ids.ToArray(), NpgsqlDbType.Uuid) },
        };

    public static NpgsqlBatchCommand Many(TableStatements table, IEnumerable<(TenantId Tenant, Guid Id)> keys)
    {
        var distinct = keys.Distinct().ToArray();
        return new NpgsqlBatchCommand(
            $"select {table.SelectList} from unnest($1, $2) k ({KeyTenant}, {KeyId}) join {table.Name} on {table.Tenant} = {KeyTenant} and {table.Id} = {KeyId}")
        {
            Parameters =
            {
                Parameters.ArrayOf(Array.ConvertAll(distinct, k => k.Tenant.Value), NpgsqlDbType.Uuid),
                Parameters.ArrayOf(Array.ConvertAll(distinct, k => k.Id), NpgsqlDbType.Uuid),
            },
        };
    }
}
