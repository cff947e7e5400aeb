using Kumiko.Storage;

namespace Kumiko;

/// <summary>What operators can ask of the log, and let it forget.</summary>
public sealed class LogOperations
{
    private readonly Registry _registry;
    private readonly Store _store;
    private readonly TimeProvider _clock;
    private readonly Func<ConsumerHost?> _host;

    internal LogOperations(Registry registry, Store store, TimeProvider clock, Func<ConsumerHost?> host)
    {
        _registry = registry;
        _store = store;
        _clock = clock;
        _host = host;
    }

    /// <summary>How the log and the nodes stand.</summary>
    public async Task<LogStatus> Status(CancellationToken cancellation = default)
    {
        await using var session = _store.NewSession();
        var host = _host();
        return new LogStatus(await session.ReadLogEnd(cancellation), host?.GapAge ?? TimeSpan.Zero, host?.Node.Name, host?.View?.Nodes ?? []);
    }

    /// <summary>
    /// Removes whole streams from the log, with their snapshots. It cannot be undone. It goes on in small steps; what was removed before an interruption
    /// stays removed.
    /// </summary>
    /// <exception cref="UnprocessableException">The policy names nothing, would take the ground from living rows, or from projections without a reason.</exception>
    /// <exception cref="ConflictException">Consumers have not passed the events yet: <c>retention_held_back</c>.</exception>
    public async Task<RetentionResult> Prune(RetentionPolicy policy, CancellationToken cancellation = default)
    {
        var entities = Check(policy);
        var readers = await ReadersOf(policy.AggregateTypes, cancellation);
        if (readers.Count > 0 && !policy.DryRun && string.IsNullOrWhiteSpace(policy.AcceptingThatRebuildsForget))
        {
            throw new UnprocessableException(
                "retention_forgets_rows",
                $"{Names(readers)} are derived from these events; a later rebuild would not know them. Say in AcceptingThatRebuildsForget why that does not matter.",
                new Dictionary<string, object?> { ["projections"] = readers });
        }

        var query = new PruneQuery
        {
            AggregateTypes = policy.AggregateTypes,
            Before = _clock.GetUtcNow() - policy.OlderThan,
            EndingWith = policy.Streams == RetentionScope.All ? null : EndsOf(entities),
            CountOnly = policy.DryRun,
        };
        var result = await _store.Prune(query, cancellation);
        List<string> slow = [.. result.HeldBackBy.Select(c => c.Key.Name)];
        return slow.Count == 0 || policy.DryRun
            ? new RetentionResult(result.Streams, result.Events, query.Before, slow, readers)
            : throw new ConflictException(
                "retention_held_back",
                $"{Names(slow)} have not passed these events yet. Let them catch up; a cursor that no feature declares any more has to be removed.",
                new Dictionary<string, object?> { ["consumers"] = slow, ["removedStreams"] = result.Streams, ["removedEvents"] = result.Events });
    }

    private List<EntityDefinition> Check(RetentionPolicy policy)
    {
        if (policy.AggregateTypes.Count == 0 || policy.AggregateTypes.Any(string.IsNullOrWhiteSpace))
        {
            throw new UnprocessableException("retention_names_nothing", "Name the kinds of aggregates whose streams the log shall forget; at least one.");
        }

        if (policy.OlderThan <= TimeSpan.Zero)
        {
            throw new UnprocessableException("retention_without_age", "Say how old a stream must be before the log forgets it: more than nothing.");
        }

        var entities = policy.AggregateTypes.Select(_registry.FindEntity).OfType<EntityDefinition>().ToList();
        return entities.Count == 0 || policy.Streams == RetentionScope.Ended ? entities : throw new UnprocessableException(
            "retention_of_living_records",
            $"The rows of entities ({Names([.. entities.Select(e => e.Name)])}) must stay derivable from the log. Only streams that have ended can go.");
    }

    /// <summary>With soft delete, a deleted record still has its row, and may be restored.</summary>
    private static List<string> EndsOf(List<EntityDefinition> entities) =>
        [SystemEvents.Archived, .. entities.Where(e => !e.IsSoftDelete).Select(e => e.Name + EntityProjection.Deleted)];

    /// <summary>
    /// The projections with a table that such streams have events for. Declarations do not say on which streams an event of the domain is, but the
    /// log does.
    /// </summary>
    private async Task<List<string>> ReadersOf(IReadOnlyList<string> aggregateTypes, CancellationToken cancellation)
    {
        var derived = _registry.Projections.Select(p => (p.Name, p.Subscriptions))
            .Concat(_registry.Consumers.Where(c => c.Table is not null).Select(c => (c.Name, c.Subscriptions)));
        var readers = new List<string>();
        await using var session = _store.NewSession();
        foreach (var (name, subscriptions) in derived)
        {
            foreach (var aggregateType in aggregateTypes)
            {
                List<string> types = [.. subscriptions.EventTypes.Where(type => subscriptions.Find(type, aggregateType) is not null)];
                if (types.Count > 0
                    && (await session.ReadLog(new LogQuery { AggregateType = aggregateType, Types = types, Limit = 1 }, cancellation)).Count > 0)
                {
                    readers.Add(name);
                    break;
                }
            }
        }

        return readers;
    }

    private static string Names(List<string> names) => string.Join(", ", names.Select(name => $"'{name}'"));
}
