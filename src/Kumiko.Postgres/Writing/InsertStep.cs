using Kumiko.Postgres.Rows;
using Npgsql;
using NpgsqlTypes;

namespace Kumiko.Postgres.Writing;

/// <summary>Adds rows to one table. What happens to a row that exists is up to those who derive from it.</summary>
internal class InsertStep(TableStatements statements) : TableStep(statements)
{
    public List<object?[]> Rows { get; } = [];

    public override bool HasResult => false;

    protected virtual string One => Statements.InsertOne;

    protected virtual string Many => Statements.InsertMany;

    public override NpgsqlBatchCommand ToCommand()
    {
        var command = new NpgsqlBatchCommand(Rows.Count == 1 ? One : Many);
        for (var i = 0; i < Statements.Columns.Length; i++)
        {
            if (Rows.Count == 1)
            {
                command.Parameters.Add(Statements.CodecAt(i).Value(Rows[0][i]));
            }
            else
            {
                Statements.CodecAt(i).AddColumn(command.Parameters, i, Rows);
            }
        }

        if (Rows.Count > 1)
        {
            command.Parameters.Add(Parameters.ArrayOf(new bool[Rows.Count], NpgsqlDbType.Boolean));
        }

        return command;
    }
}
