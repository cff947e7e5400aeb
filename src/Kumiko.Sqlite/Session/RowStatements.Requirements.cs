using Kumiko.Storage;

namespace Kumiko.Sqlite;

/// <content>Rows that must be there at the end of a batch. Nobody can remove them before it is committed: writers are serial.</content>
internal sealed partial class RowStatements
{
    public void Require(Connection connection, IReadOnlyList<WriteOperation> operations)
    {
        for (var i = 0; i < operations.Count; i++)
        {
            if (operations[i] is WriteOperation.RequireRows { Ids.Count: > 0 } require)
            {
                Require(connection, require);
            }
        }
    }

    private void Require(Connection connection, WriteOperation.RequireRows require)
    {
        var sql = SqlOf(require.Table).Exists + (require.OnlyWhereFalse is { } flag ? $" AND {flag.Name.Quoted()} = 0" : "");
        foreach (var id in require.Ids)
        {
            using var statement = connection.Prepare(sql).Bind(require.Tenant.Value).Bind(id).Bind(TenantId.System.Value);
            if (!statement.Step())
            {
                throw new MissingRowException();
            }
        }
    }
}
