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

            var operations = new List<WriteOperation>(page.Count);
            foreach (var stored in page)
            {
                var change = EntityProjection.Interpret(entity, stored);
                operations.Add(EntityProjection.OperationOf(entity, table, change, await StateAfter(session, entity, change, cancellation)));
            }

            await session.Execute(operations, cancellation);
            position = page[^1].Position;
            count += page.Count;
        }
    }

    /// <summary>A record that comes out of the archive is folded anew; that is rare.</summary>
    private static async ValueTask<EntityState?> StateAfter(
        StoreSession session, EntityDefinition entity, EntityChange change, CancellationToken cancellation) => change.Kind switch
        {
            EntityChangeKind.Created => EntityProjection.Apply(entity, null, change),
            EntityChangeKind.Unarchived =>
                EntityProjection.Fold(entity, await session.ReadStream(change.Stream, new StreamRange { Until = change.Version }, cancellation)),
            _ => null,
        };
}
