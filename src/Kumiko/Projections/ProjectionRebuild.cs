using Kumiko.Storage;

namespace Kumiko;

/// <summary>Derives a projection's table from the log, through the same handlers that commands run.</summary>
internal static class ProjectionRebuild
{
    private const int PageSize = 1000;

    /// <summary>Fills an empty table. Nobody may append events that the projection handles meanwhile.</summary>
    /// <param name="store">Holds the log and the table.</param>
    /// <param name="registry">What is declared.</param>
    /// <param name="projection">The projection.</param>
    /// <param name="table">Its table, or another one of its shape.</param>
    /// <param name="cancellation">Ends the work; what was filled so far stays.</param>
    /// <returns>The number of events that were handled.</returns>
    public static async Task<long> Into(
        Store store, Registry registry, ProjectionDefinition projection, Table table, CancellationToken cancellation)
    {
        await using var log = store.NewSession();
        var states = new EntityStateReader(() => log);
        var position = EventPosition.Start;
        var count = 0L;
        while (true)
        {
            var page = await log.ReadLog(new LogQuery { After = position, Limit = PageSize, Types = projection.EventTypes }, cancellation);
            if (page.Count == 0)
            {
                return count;
            }

            await using var unit = new UnitOfWork(store.NewSession());
            count += await Apply(projection, page, table, InvocationServices.ForDeriving(registry, unit, cancellation), states);
            await unit.Commit(cancellation);
            position = page[^1].Position;
        }
    }

    /// <summary>Adds the changes that follow from a page of the log to a unit of work.</summary>
    /// <returns>The number of events that were handled.</returns>
    /// <exception cref="ProjectionException">A handler failed.</exception>
    public static async Task<long> Apply(
        ProjectionDefinition projection, IReadOnlyList<StoredEvent> page, Table table, InvocationServices services, IEntityStates states)
    {
        var count = 0L;
        foreach (var stored in page)
        {
            try
            {
                await projection.Apply(stored, table, services, states);
                count++;
            }
            catch (Exception exception) when (exception is not (StoreException or OperationCanceledException))
            {
                throw new ProjectionException(projection.Name, stored, exception);
            }
        }

        return count;
    }
}
