using Kumiko.Postgres.Rows;
using Kumiko.Storage;
using Npgsql;
using NpgsqlTypes;

namespace Kumiko.Postgres.Writing;

/// <summary>
/// Rows that must be there. The root of how many there are too few makes the server itself refuse the batch: of a negative number there is none.
/// Rows are kept as a foreign key keeps them: they cannot be removed, but changed.
/// </summary>
internal sealed class RequireStep(TableStatements statements, WriteOperation.RequireRows first) : TableStep(statements)
{
    private readonly HashSet<Guid> _ids = [];

    public bool Fits(WriteOperation.RequireRows require) => require.Table.Name == first.Table.Name && require.Tenant == first.Tenant
        && require.KeepsRows == first.KeepsRows && require.OnlyWhereFalse == first.OnlyWhereFalse;

    public void Add(WriteOperation.RequireRows require) => _ids.UnionWith(require.Ids);

    public override NpgsqlBatchCommand ToCommand() => new(Text())
    {
        Parameters =
        {
            Parameters.Id(first.Tenant.Value),
            Parameters.Id(TenantId.System.Value),
            Parameters.ArrayOf(_ids.ToArray(), NpgsqlDbType.Uuid),
        },
    };

    private string Text()
    {
        var (table, id) = (Statements.Name, Statements.Id);
        var unmarked = first.OnlyWhereFalse is { } flag ? $" and not {Statements.ColumnName(flag)}" : "";
        var rows = $"select {id} from {table} where {Statements.Tenant} = any(array[$1, $2]) and {id} = any($3){unmarked}";
        var found = first.KeepsRows ? $"{rows} order by {id} for key share" : rows;
        return $"with found as ({found}) select sqrt((count(distinct {id}) - cardinality($3))::float8) from found";
    }
}
