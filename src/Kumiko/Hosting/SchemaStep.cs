using Kumiko.Storage;
using Microsoft.Extensions.Logging;

namespace Kumiko;

/// <summary>The start's first step: the schema is as declared, or made so.</summary>
internal sealed class SchemaStep(Store store, Registry registry, ILogger logger)
{
    public async Task Run(SchemaMode mode, CancellationToken cancellation)
    {
        var tables = registry.Tables.ToList();
        if (mode == SchemaMode.Create)
        {
            // Even where nothing seems to be missing: another process may still be filling a table that it has just made.
            await using var turn = await store.LockSchema(cancellation);
            await Mend(tables, cancellation);
        }

        var differences = await store.CompareSchema(tables, cancellation);
        if (differences.Count > 0)
        {
            throw new SchemaMissingException(differences);
        }
    }

    private async Task Mend(List<Table> tables, CancellationToken cancellation)
    {
        var differences = await store.CompareSchema(tables, cancellation);
        if (differences.Count == 0)
        {
            return;
        }

        // A derived table needs no migration: it is dropped and derived again. The same goes for one that is new beside old events.
        var derived = differences.Where(d => d.Kind != SchemaDifferenceKind.MissingIndex).Select(d => d.Table).ToHashSet();
        var missing = tables.Where(t => derived.Contains(t.Name)).ToList();
        foreach (var table in missing)
        {
            await store.DropTable(table, cancellation);
        }

        await store.CreateMissingTables(tables, cancellation);
        foreach (var table in missing)
        {
            if (await Derive(table, cancellation) > 0)
            {
                StartLog.Rebuilt(logger, table.Name, string.Join(" ", differences.Where(d => d.Table == table.Name).Select(d => d.Description)));
            }
        }
    }

    /// <summary>A consumer derives its table by itself, from the start of the log.</summary>
    private async Task<long> Derive(Table table, CancellationToken cancellation)
    {
        if (registry.Entities.FirstOrDefault(e => e.Table == table) is { } entity)
        {
            return await EntityRebuild.Into(store, entity, table, cancellation);
        }

        if (registry.Projections.FirstOrDefault(p => p.Table == table) is { } projection)
        {
            return await ProjectionRebuild.Into(store, registry, projection, table, cancellation);
        }

        var consumer = registry.Consumers.First(c => c.Table == table);
        var state = await store.Consumers.Change(new ConsumerKey(consumer.Name), new ConsumerChange { Position = EventPosition.Start }, cancellation);
        return state is null ? 0 : 1;
    }
}
