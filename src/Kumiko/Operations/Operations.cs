namespace Kumiko;

/// <summary>What operators can see and do while an application runs. The feature <see cref="OperationsFeature"/> offers it as commands and queries.</summary>
public sealed class Operations
{
    internal Operations(Registry registry, Func<ConsumerServices> services, Rebuilds rebuilds, BackgroundRebuilds background, Func<ConsumerHost?> host,
        Func<TaskServices> tasks, Switchboard switches)
    {
        Dispatcher = services().Dispatcher;
        Consumers = new ConsumerOperations(registry, services, () => host()?.Nudge());
        Projections = new ProjectionOperations(rebuilds, background);
        Tasks = new TaskOperations(tasks);
        Keys = new KeyOperations(registry, services().Store, Dispatcher);
        Access = new AccessOperations(registry, services().Store, switches);
        Log = new LogOperations(registry, services().Store, services().Clock, host);
    }

    /// <summary>Consumers and their dead letters.</summary>
    public ConsumerOperations Consumers { get; }

    /// <summary>Work after commits, and what of it was given up.</summary>
    public TaskOperations Tasks { get; }

    /// <summary>Tables that are derived from the log.</summary>
    public ProjectionOperations Projections { get; }

    /// <summary>Keys of data subjects.</summary>
    public KeyOperations Keys { get; }

    /// <summary>What the rules of access say, and why.</summary>
    public AccessOperations Access { get; }

    /// <summary>The log itself.</summary>
    public LogOperations Log { get; }

    internal Dispatcher Dispatcher { get; }
}
