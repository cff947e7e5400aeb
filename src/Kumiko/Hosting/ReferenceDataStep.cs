using Kumiko.Storage;

namespace Kumiko;

/// <summary>Brings reference data up to date: creates what is new, updates what changed, deletes nothing.</summary>
internal sealed class ReferenceDataStep(Dispatcher dispatcher, Registry registry)
{
    public async Task Run(CancellationToken cancellation)
    {
        foreach (var rows in registry.ReferenceRows)
        {
            try
            {
                await Upsert(rows, cancellation);
            }
            catch (VersionConflictException)
            {
                // Another node started at the same moment and was quicker; what it wrote is found the second time.
                await Upsert(rows, cancellation);
            }
        }
    }

    private Task Upsert(ReferenceRows reference, CancellationToken cancellation) => dispatcher.RunAsSystem(TenantId.System, async context =>
    {
        var entity = reference.Entity;
        var session = await context.Services.Unit.ForReading(cancellation);
        var existing = (await session.ReadRows(new RowQuery { Table = entity.Table, Scope = new TenantScope.Own(TenantId.System) }, cancellation))
            .Select(entity.Columns.Read)
            .Where(state => state.Values[reference.Key.Ordinal] is not null)
            .GroupBy(state => state.Values[reference.Key.Ordinal]!)
            .ToDictionary(g => g.Key, g => g.First());
        foreach (var values in reference.Rows)
        {
            var key = values[reference.Key.Ordinal]!;
            if (existing.TryGetValue(key, out var state))
            {
                if (state.IsDeleted)
                {
                    continue;
                }

                await context.Services.Writer.Update(
                    entity, context.Actor, state.Id, state.Version, (object?[])values.Clone(), WriteMode.Together, cancellation);
            }
            else
            {
                var id = DeterministicId.Of($"{entity.Name}:{key}");
                if (await session.ReadStreamVersion(new StreamId(TenantId.System, id), cancellation) > StreamVersion.None)
                {
                    // Somebody removed it, or gave it another key, and will have had reasons.
                    continue;
                }

                await context.Services.Writer.Create(entity, context.Actor, id, values, WriteMode.Together, cancellation);
            }
        }
    }, cancellation);
}
