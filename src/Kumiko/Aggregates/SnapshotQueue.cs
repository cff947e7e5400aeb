using Kumiko.Storage;
using Microsoft.Extensions.Logging;

namespace Kumiko;

/// <summary>Snapshots that one unit of work would have kept. They are saved after it, so that they neither delay nor share its transaction.</summary>
internal sealed class SnapshotQueue
{
    private List<Snapshot>? _snapshots;
    private List<(AggregateDefinition Aggregate, string Problem)>? _refused;

    public bool IsEmpty => _snapshots is null && _refused is null;

    public void Add(Snapshot snapshot) => (_snapshots ??= []).Add(snapshot);

    /// <summary>A state cannot be kept. It is said once for each aggregate.</summary>
    public void Refuse(AggregateDefinition aggregate, string problem)
    {
        if (aggregate.IsFirstRefusal())
        {
            (_refused ??= []).Add((aggregate, problem));
        }
    }

    /// <summary>Saves them, in a batch of their own. Failing is no failure: the events say the same.</summary>
    public async Task Save(Store store, ILogger logger, CancellationToken cancellation)
    {
        foreach (var (aggregate, problem) in _refused ?? [])
        {
            SnapshotLog.Refused(logger, aggregate.Name, problem);
        }

        if (_snapshots is null)
        {
            return;
        }

        try
        {
            await using var session = store.NewSession();
            await session.Execute([.. _snapshots.Select(s => new WriteOperation.SaveSnapshot(s))], cancellation);
        }
        catch (Exception exception)
        {
            SnapshotLog.NotSaved(logger, exception, _snapshots[0].Aggregate);
        }
    }
}

internal static partial class SnapshotLog
{
    [LoggerMessage(40, LogLevel.Warning, "No snapshots are kept of the aggregate '{Aggregate}': {Problem}")]
    public static partial void Refused(ILogger logger, string aggregate, string problem);

    [LoggerMessage(41, LogLevel.Warning, "A snapshot of the aggregate '{Aggregate}' could not be saved. It will be tried again at the next load.")]
    public static partial void NotSaved(ILogger logger, Exception exception, string aggregate);
}
