using Kumiko.Postgres.Rows;
using Kumiko.Storage;
using Npgsql;
using NpgsqlTypes;

namespace Kumiko.Postgres.Writing;

/// <summary>
/// Rows that must be there. The root of how many there are too few makes the server itself refuse the batch: of a negative number there is none.
/// Rows are kept as a foreign key keeps them: they cannot be removed, but changed.
/// </summary>
internal sealed class RequireStep(TableStatements statements, WriteOperation.RequireRows first)
{
    private readonly HashSet<Guid> _ids = [];

    public bool Fits(WriteOperation.RequireRows require) => require.Table.Name == first.Table.Name && require.Tenant == first.Tenant
        && require.KeepsRows == first.KeepsRows && require.OnlyWhereFalse == first.OnlyWhereFalse;

    public void Add(WriteOperation.RequireRows require) => _ids.UnionWith(require.Ids);

    public void AddTo(SessionBatch batch)
    {
        var (table, tenant, id) = (statements.Name, statements.Tenant, statements.Id);
        if (first.KeepsRows)
        {
            // Such a lock waits for who is about to remove or to mark a row, but may hand it out as it was before. So the row is looked at by a statement
            // of its own, which sees what was committed in the meantime. The system's rows are read from everywhere, but locked by the system only.
            batch.BatchCommands.Add(new NpgsqlBatchCommand($"select 1 from {table} where {tenant} = $1 and {id} = any($2) order by {id} for key share")
            {
                Parameters = { Parameters.Id(first.Tenant.Value), Parameters.ArrayOf(_ids.ToArray(), NpgsqlDbType.Uuid) },
            });
        }

        var unmarked = first.OnlyWhereFalse is { } flag ? $" and not {statements.ColumnName(flag)}" : "";
        batch.BatchCommands.Add(new NpgsqlBatchCommand(
            $"""
            select sqrt((count(distinct {id}) - cardinality($3))::float8) from {table}
            where {tenant} = any(array[$1, $2]) and {id} = any($3){unmarked}
            """)
        {
            Parameters =
            {
                Parameters.Id(first.Tenant.Value),
                Parameters.Id(TenantId.System.Value),
                Parameters.ArrayOf(_ids.ToArray(), NpgsqlDbType.Uuid),
            },
        });
    }
}
