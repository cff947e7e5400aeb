using Kumiko.Storage;

namespace Kumiko;

/// <summary>Derives an entity's table from the log, through the same routine that live writes use.</summary>
internal static class EntityRebuild
{
    private const int PageSize = 1000;

    /// <summary>Fills an empty table. Nobody may write to the entity meanwhile.</summary>
    /// <returns>The number of events that were read.</returns>
    public static async Task<long> Into(Store store, EntityDefinition entity, Table table, CancellationToken cancellation)
    {
        await using var session = store.NewSession();
        var position = EventPosition.Start;
        var count = 0L;
        while (true)
        {
            var page = await session.ReadLog(new LogQuery { After = position, Limit = PageSize, AggregateType = entity.Name }, cancellation);
            if (page.Count == 0)
            {
                return count;
            }

            await session.Execute([.. page.Select(e => EntityProjection.OperationOf(entity, table, EntityProjection.Interpret(entity, e)))], cancellation);
            position = page[^1].Position;
            count += page.Count;
        }
    }
}
