using Kumiko.Storage;
using Microsoft.Extensions.Logging;

namespace Kumiko;

/// <summary>The start's first step: the schema is as declared, or made so.</summary>
internal sealed class SchemaStep(Store store, Registry registry, TimeProvider clock, ILogger logger)
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
        if (differences.Count > 0)
        {
            await store.CreateMissingTables([], cancellation);
        }

        // A derived table needs no migration: it is dropped and derived again. The same goes for one that is new beside old events, and for one that
        // an earlier start did not finish.
        var begun = (await store.ReadRebuilds(cancellation)).Where(s => s.Phase != nameof(RebuildPhase.Done)).Select(s => s.Projection).ToHashSet();
        var other = differences.Where(d => d.Kind is SchemaDifferenceKind.MissingTable or SchemaDifferenceKind.OtherColumns).Select(d => d.Table).ToHashSet();
        var targets = RebuildTargets.Of(registry).Where(t => begun.Contains(t.Name) || other.Contains(t.Live.Name)).ToList();
        if (differences.Count == 0 && targets.Count == 0)
        {
            return;
        }

        var derived = new List<RebuildTarget>();
        foreach (var target in targets)
        {
            if (other.Contains(target.Live.Name))
            {
                await store.DropTable(target.Live, cancellation);
            }

            if (await HasEvents(target, cancellation))
            {
                derived.Add(target);
                await RunOf(target).Prepare(cancellation);
            }
        }

        await store.CreateMissingTables(tables, cancellation);
        await (registry.Vault?.LoadIndexKey(store, cancellation) ?? Task.CompletedTask);
        foreach (var target in derived)
        {
            await RunOf(target).Run(cancellation);
            await store.DropTable(RebuildTables.Old(target.Live), cancellation);
            await store.ForgetRebuild(target.Name, null, cancellation);
            StartLog.Rebuilt(logger, target.Live.Name, string.Join(" ", differences.Where(d => d.Table == target.Live.Name).Select(d => d.Description)));
        }
    }

    private RebuildRun RunOf(RebuildTarget target) => new(store, target, new RebuildOptions(), clock, logger);

    /// <summary>A consumer that has not begun yet fills its table by itself.</summary>
    private async Task<bool> HasEvents(RebuildTarget target, CancellationToken cancellation)
    {
        await using var session = store.NewSession();
        var until = target.Consumer is { } consumer ? await session.ReadCursor(consumer, cancellation) ?? EventPosition.Start : (EventPosition?)null;
        return (await session.ReadLog(target.Events with { Limit = 1, Until = until }, cancellation)).Count > 0;
    }
}
