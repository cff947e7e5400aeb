using Kumiko.Storage;

namespace Kumiko;

/// <summary>Several changes to one row become one operation.</summary>
internal static class RowMerge
{
    /// <summary>What has the effect of both, whether the row exists or not; null where nothing has.</summary>
    public static WriteOperation? Of(WriteOperation earlier, WriteOperation later) => (earlier, later) switch
    {
        (WriteOperation.InsertRow insert, WriteOperation.UpdateRow update) => new WriteOperation.InsertRow(insert.Table, With(insert.Values, update)),
        (WriteOperation.InsertRow insert, WriteOperation.UpsertRow upsert) => new WriteOperation.InsertRow(insert.Table, With(insert.Values, upsert)),
        (WriteOperation.UpdateRow first, WriteOperation.UpdateRow second) => Both(first, second),
        (WriteOperation.UpsertRow upsert, WriteOperation.UpdateRow update) => upsert with
        {
            Values = With(upsert.Values, update),
            Set = [.. upsert.Set.Union(update.Ordinals)],
            Add = [.. upsert.Add.Except(update.Ordinals)],
        },
        (WriteOperation.UpsertRow first, WriteOperation.UpsertRow second) => Both(first, second),
        _ => null,
    };

    private static WriteOperation.UpdateRow Both(WriteOperation.UpdateRow first, WriteOperation.UpdateRow second)
    {
        var cells = first.Ordinals.Zip(first.Values).ToDictionary(c => c.First, c => c.Second);
        for (var i = 0; i < second.Ordinals.Count; i++)
        {
            cells[second.Ordinals[i]] = second.Values[i];
        }

        return first with { Ordinals = [.. cells.Keys], Values = [.. cells.Values] };
    }

    private static WriteOperation.UpsertRow? Both(WriteOperation.UpsertRow first, WriteOperation.UpsertRow second)
    {
        foreach (var ordinal in second.Add)
        {
            // A new row would get the sum of both, an existing one only what is added now.
            if (!first.Set.Contains(ordinal) && !first.Add.Contains(ordinal) && !RowCells.IsZero(first.Values[ordinal]))
            {
                return null;
            }
        }

        return first with
        {
            Values = With(first.Values, second),
            Set = first.Set.Count == 0 && second.Set.Count == 0 ? [] : [.. first.Set.Union(second.Set)],
            Add = second.Add.All(first.Add.Contains) && second.Set.Count == 0
                ? first.Add
                : [.. first.Add.Except(second.Set).Union(second.Add.Except(first.Set))],
        };
    }

    private static object?[] With(object?[] row, WriteOperation.UpdateRow update)
    {
        var changed = (object?[])row.Clone();
        for (var i = 0; i < update.Ordinals.Count; i++)
        {
            changed[update.Ordinals[i]] = update.Values[i];
        }

        return changed;
    }

    private static object?[] With(object?[] row, WriteOperation.UpsertRow upsert)
    {
        var changed = (object?[])row.Clone();
        foreach (var ordinal in upsert.Set)
        {
            changed[ordinal] = upsert.Values[ordinal];
        }

        foreach (var ordinal in upsert.Add)
        {
            changed[ordinal] = RowCells.Sum(changed[ordinal], upsert.Values[ordinal]);
        }

        return changed;
    }
}
