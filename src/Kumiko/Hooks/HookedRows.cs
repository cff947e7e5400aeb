namespace Kumiko;

/// <summary>The records of an answer, while hooks have them.</summary>
internal sealed record HookedRows(List<HookedRow> Rows)
{
    /// <summary>The records that the database found.</summary>
    public static HookedRows Of(EntityDefinition entity, IEnumerable<VisibleRecord> found) => new([.. found.Select(record => Of(entity, record))]);

    /// <summary>Each record that is left, with the values that hooks gave it. What may be seen of it depends on how it was found.</summary>
    public IReadOnlyList<VisibleRecord> Left(EntityDefinition entity) => [.. Rows.Select(row => Left(entity, row, row.Found!.Value))];

    private static HookedRow Of(EntityDefinition entity, VisibleRecord found)
    {
        var record = entity.Materialize(found.State);
        return new HookedRow(record, found) { Before = entity.Schema.Capture(record) };
    }

    private static VisibleRecord Left(EntityDefinition entity, HookedRow row, VisibleRecord found) =>
        found with { State = found.State with { Values = entity.Schema.CaptureChanges(row.Record, row.Before, found.State.Values) } };
}

/// <summary>A record, and as the database found it where the framework knows.</summary>
internal sealed record HookedRow(Entity Record, VisibleRecord? Found)
{
    /// <summary>The values of the record before hooks had it, where it was found by the framework.</summary>
    public object?[] Before { get; init; } = [];
}

/// <summary>The answer of a standard query, which hooks may change.</summary>
internal interface IHookedAnswer
{
    HookedRows Open();

    /// <returns>The answer with what hooks left of it; null where nothing is left of a single record.</returns>
    object? With(HookedRows rows);
}

/// <summary>What an own query answers with.</summary>
internal static class HookedAnswer
{
    /// <summary>Lets a hook have the records where the answer is one or several; what else it is passes by.</summary>
    public static async Task<object?> Of<TEntity>(object answer, Func<HookedRows, Task> hook)
        where TEntity : Entity
    {
        if (answer is TEntity single)
        {
            var one = new HookedRows([new HookedRow(single, null)]);
            await hook(one);
            return one.Rows.Count == 0 ? null : answer;
        }

        if (answer is not IEnumerable<TEntity> found)
        {
            return answer;
        }

        var rows = new HookedRows([.. found.Select(record => new HookedRow(record, null))]);
        var before = rows.Rows.Count;
        await hook(rows);
        if (rows.Rows.Count == before && answer is IReadOnlyCollection<TEntity>)
        {
            return answer;
        }

        // Callers in the same process get what the handler is declared to return.
        List<TEntity> left = [.. rows.Rows.Select(row => (TEntity)row.Record)];
        return answer is TEntity[] ? left.ToArray() : left;
    }
}
