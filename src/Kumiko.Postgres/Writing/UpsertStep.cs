using Kumiko.Postgres.Rows;
using Kumiko.Storage;
using Npgsql;

namespace Kumiko.Postgres.Writing;

/// <summary>
/// Adds rows, or changes those that exist, all in the same columns. A statement cannot touch a row twice, so a key that comes again
/// belongs into another step.
/// </summary>
internal sealed class UpsertStep(TableStatements statements, IReadOnlyList<int> set, IReadOnlyList<int> add) : InsertStep(statements)
{
    private readonly HashSet<(Guid Tenant, Guid Id)> _keys = [];

    protected override string One => Statements.InsertOne + Statements.OnConflict(set, add);

    protected override string Many => Statements.InsertMany + Statements.OnConflict(set, add);

    /// <summary>Whether the row may be written earlier than what this step writes.</summary>
    public bool CanBePassedBy(WriteOperation.UpsertRow row) => !Statements.HasUniqueIndex && !_keys.Contains(KeyOf(row.Values));

    public bool TryAdd(WriteOperation.UpsertRow row)
    {
        if (!row.Set.SequenceEqual(set) || !row.Add.SequenceEqual(add) || !_keys.Add(KeyOf(row.Values)))
        {
            return false;
        }

        Rows.Add(row.Values);
        return true;
    }

    public override NpgsqlBatchCommand ToCommand()
    {
        // Batches that meet at the same rows take them in one order and wait for each other instead of deadlocking. Where a unique index
        // may want one row to give a value up before another gets it, the order is the batch's own.
        if (!Statements.HasUniqueIndex)
        {
            Rows.Sort(static (one, other) => KeyOf(one).CompareTo(KeyOf(other)));
        }

        return base.ToCommand();
    }

    private static (Guid Tenant, Guid Id) KeyOf(object?[] values) => ((Guid)values[0]!, (Guid)values[1]!);
}
