using Kumiko.Storage;

namespace Kumiko;

/// <summary>What operators can see and do while an application runs. The feature <see cref="OperationsFeature"/> offers it as commands and queries.</summary>
public sealed class Operations
{
    private readonly Func<ConsumerHost?> _host;

    internal Operations(Registry registry, Func<ConsumerServices> services, Rebuilds rebuilds, Func<ConsumerHost?> host)
    {
        _host = host;
        Dispatcher = services().Dispatcher;
        Consumers = new ConsumerOperations(registry, services, () => _host()?.Nudge());
        Projections = new ProjectionOperations(rebuilds, services().Logger);
        Log = new LogOperations(registry, services().Store, services().Clock, host);
    }

    /// <summary>Consumers and their dead letters.</summary>
    public ConsumerOperations Consumers { get; }

    /// <summary>Tables that are derived from the log.</summary>
    public ProjectionOperations Projections { get; }

    /// <summary>The log itself.</summary>
    public LogOperations Log { get; }

    /// <summary>All consumers that could not go on, or are too far behind, as sentences; for readiness checks.</summary>
    /// <param name="longestLag">How far behind is too far, counted from the next event that a consumer has to deal with; null for any.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<IReadOnlyList<string>> Problems(TimeSpan? longestLag = null, CancellationToken cancellation = default)
    {
        var problems = new List<string>();
        foreach (var consumer in await Consumers.Report(cancellation))
        {
            if (consumer.Feature is not null && consumer.Status == ConsumerStatus.Failed)
            {
                problems.Add($"'{consumer.Name}' has failed at the event behind {consumer.Position} and waits for an operator.");
            }
            else if (longestLag is { } longest && consumer.Status == ConsumerStatus.Active && consumer.Lag > longest)
            {
                problems.Add($"'{consumer.Name}' is {consumer.Lag:c} and {consumer.LagEvents} events behind.");
            }
        }

        return problems;
    }

    internal Dispatcher Dispatcher { get; }
}
