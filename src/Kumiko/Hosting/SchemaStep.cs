using Kumiko.Storage;
using Microsoft.Extensions.Logging;

namespace Kumiko;

/// <summary>The start's first step: the schema is as declared, or made so.</summary>
internal sealed class SchemaStep(Store store, Registry registry, ILogger logger)
{
    public async Task Run(SchemaMode mode, CancellationToken cancellation)
    {
        var tables = registry.Entities.Select(e => e.Table).ToList();
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
        var rebuilt = registry.Entities.Where(e => derived.Contains(e.Table.Name)).ToList();
        foreach (var entity in rebuilt)
        {
            await store.DropTable(entity.Table, cancellation);
        }

        await store.CreateMissingTables(tables, cancellation);
        foreach (var entity in rebuilt)
        {
            if (await EntityRebuild.Into(store, entity, entity.Table, cancellation) > 0)
            {
                StartLog.Rebuilt(logger, entity.Table.Name, string.Join(" ", differences.Where(d => d.Table == entity.Table.Name).Select(d => d.Description)));
            }
        }
    }
}
