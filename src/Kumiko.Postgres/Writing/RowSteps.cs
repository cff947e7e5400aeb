using Kumiko.Postgres.Rows;
using Kumiko.Storage;
using Npgsql;
using NpgsqlTypes;

namespace Kumiko.Postgres.Writing;

/// <summary>A statement of a batch.</summary>
internal abstract class Step
{
    /// <summary>Whether the statement returns rows.</summary>
    public virtual bool HasResult => true;

    public abstract NpgsqlBatchCommand ToCommand();
}

/// <summary>A statement that changes rows of one table.</summary>
internal abstract class TableStep(TableStatements statements) : Step
{
    public TableStatements Statements { get; } = statements;
}

internal sealed class UpdateStep(TableStatements statements, WriteOperation.UpdateRow update) : TableStep(statements)
{
    public override NpgsqlBatchCommand ToCommand()
    {
        var command = new NpgsqlBatchCommand(Statements.Update(update.Ordinals))
        {
            Parameters = { Parameters.Id(update.Tenant.Value), Parameters.Id(update.Id) },
        };
        for (var i = 0; i < update.Ordinals.Count; i++)
        {
            command.Parameters.Add(Statements.CodecAt(update.Ordinals[i]).Value(update.Values[i]));
        }

        return command;
    }
}

internal sealed class DeleteStep(TableStatements statements, WriteOperation.DeleteRow delete) : TableStep(statements)
{
    public override NpgsqlBatchCommand ToCommand() => new(Statements.Delete)
    {
        Parameters = { Parameters.Id(delete.Tenant.Value), Parameters.Id(delete.Id) },
    };
}

/// <summary>Removes rows that need not be there.</summary>
internal sealed class RemoveStep(TableStatements statements) : TableStep(statements)
{
    private readonly List<(Guid Tenant, Guid Id)> _keys = [];

    public override bool HasResult => false;

    public void Add(WriteOperation.RemoveRow remove) => _keys.Add((remove.Tenant.Value, remove.Id));

    public override NpgsqlBatchCommand ToCommand() => _keys.Count == 1
        ? new(Statements.RemoveOne) { Parameters = { Parameters.Id(_keys[0].Tenant), Parameters.Id(_keys[0].Id) } }
        : new(Statements.RemoveMany)
        {
            Parameters =
            {
                Parameters.ArrayOf(_keys.Select(k => k.Tenant).ToArray(), NpgsqlDbType.Uuid),
                Parameters.ArrayOf(_keys.Select(k => k.Id).ToArray(), NpgsqlDbType.Uuid),
            },
        };
}
