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

    internal Dispatcher Dispatcher { get; }
}
