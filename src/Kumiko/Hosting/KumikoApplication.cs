using Kumiko.Storage;
using Microsoft.Extensions.Logging;

namespace Kumiko;

/// <summary>An application, ready to be started: registry, store and dispatcher. Several can live in one process.</summary>
public sealed class KumikoApplication : IAsyncDisposable
{
    private readonly KumikoOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly Dispatcher _dispatcher;
    private readonly IdGenerator _ids;
    private readonly ProgressBoard _board = new();
    private readonly Telemetry _telemetry;
    private readonly BackgroundRebuilds _rebuilding;
    private readonly Effects _effects;
    private ConsumerHost? _host;
    private TaskHost? _tasks;

    /// <summary>Puts an application together. Reads and checks all declarations; does not touch the database.</summary>
    /// <param name="options">What it is made of.</param>
    /// <param name="store">Its database. The application disposes it.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="ids">Makes the ids of new records.</param>
    /// <param name="logger">Takes what operators should know.</param>
    /// <exception cref="InvalidDeclarationException">Something that the features declare cannot work; carries all of it.</exception>
    public KumikoApplication(KumikoOptions options, Store store, TimeProvider clock, IdGenerator ids, ILogger logger)
    {
        _options = options;
        _clock = clock;
        _ids = ids;
        _logger = logger;
        Store = store;
        Registry = RegistryBuilder.Build(options.Features);
        Registry.Vault?.Use(options, clock);
        _telemetry = new Telemetry(Instance, clock);
        _telemetry.Observe(_board, () => _host);
        var switches = new Switchboard(Registry, options.FeatureSwitches);
        _dispatcher = new Dispatcher(Registry, store, clock, ids, logger, Pipeline.Standard, new ConsumerWait(Registry, store, _board), _telemetry,
            switches, RateLimiterOf(options, store))
        {
            DenialSearch = options.DenialSearch,
        };
        Rebuilds = new Rebuilds(store, RebuildTargets.Of(Registry), clock, logger, _telemetry);
        _rebuilding = new BackgroundRebuilds(Rebuilds, logger);
        Operations = new Operations(Registry, () => ServicesFor(_options.Consumers), Rebuilds, _rebuilding, () => _host, () => TaskServices, switches);
        _dispatcher.Operations = Operations;
        _dispatcher.Effects = _effects = new Effects(options, Registry, clock);
    }

    /// <summary>Everything that the features declare.</summary>
    public Registry Registry { get; }

    /// <summary>The database.</summary>
    public Store Store { get; }

    /// <summary>The door to all handlers.</summary>
    public IDispatcher Dispatcher => _dispatcher;

    /// <summary>Derives tables from the log anew, and compares them with it.</summary>
    public Rebuilds Rebuilds { get; }

    /// <summary>What operators can see and do while the application runs.</summary>
    public Operations Operations { get; }

    /// <summary>Tells this application from others, also in the same process, in metrics and traces.</summary>
    public string Instance { get; } = Guid.NewGuid().ToString("N")[..8];

    /// <summary>Opens the database, brings or checks the schema, and writes reference data and seeds.</summary>
    /// <exception cref="StoreUnavailableException">The database cannot be used.</exception>
    /// <exception cref="MasterKeyMissingException">Fields are sealed, and there is no master key.</exception>
    /// <exception cref="SchemaMissingException">The schema is not as declared, and may not be changed.</exception>
    public async Task Start(CancellationToken cancellation = default)
    {
        foreach (var warning in Registry.Warnings)
        {
            StartLog.Questionable(_logger, warning);
        }

        Registry.Vault?.Check();
        if (_options.MailSender is null && Registry.Features.FirstOrDefault(f => f.RequiredSteps.Contains(StepKind.Mail)) is { } sender)
        {
            StartLog.NobodySendsMails(_logger, sender.Name);
        }

        await Store.Open(cancellation);
        await new SchemaStep(Store, Registry, _clock, _logger).Run(_options.Schema, cancellation);
        await (Registry.Vault?.LoadIndexKey(Store, cancellation) ?? Task.CompletedTask);
        await Store.Consumers.Register(
            [.. Registry.Consumers.Where(c => c.Delivery == Delivery.Shared).Select(c => new ConsumerKey(c.Name))], EventPosition.Start, cancellation);
        await new ReferenceDataStep(_dispatcher, Registry).Run(cancellation);
        foreach (var seed in _options.Seeds)
        {
            await new SeedStep(_dispatcher, _clock).Run(seed, cancellation);
        }

        StartLog.Ready(_logger, Registry.Features.Count, Registry.Entities.Count, Registry.Handlers.Count, Store.Capabilities.DatabaseVersion);
    }

    /// <summary>Removes stored answers whose time is over; returns how many. Called now and then by the host.</summary>
    public Task<int> ForgetOldAnswers(CancellationToken cancellation = default) =>
        Store.ForgetAnswers(_clock.GetUtcNow() - _options.AnswerLifetime, cancellation);

    /// <summary>Removes what is known of calls that no longer count; returns how many callers' records there were. Called now and then by the host.</summary>
    public Task<int> ForgetOldCalls(CancellationToken cancellation = default) => Store.ForgetRateLimits(_clock.GetUtcNow(), cancellation);

    /// <summary>
    /// Begins to work for consumers in the background, together with all other processes that do. Called once the application has started; without
    /// consumers it does nothing.
    /// </summary>
    public Task StartConsumers() => StartConsumers(_options.Consumers);

    /// <summary>Ends the work for consumers: handlers end the event at hand, and other processes take over at once.</summary>
    public async Task StopConsumers()
    {
        if (Interlocked.Exchange(ref _host, null) is { } host)
        {
            await host.DisposeAsync();
        }
    }

    internal async Task StartConsumers(ConsumerOptions options)
    {
        options.Check();
        var host = new ConsumerHost(Registry, ServicesFor(options), _board);
        if (Interlocked.CompareExchange(ref _host, host, null) is not null)
        {
            throw new InvalidOperationException("The application works for its consumers already.");
        }

        await host.Start();
    }

    /// <summary>
    /// Begins to do in the background what is to be done after commits, together with all other processes that do. Called once the application has started;
    /// where no feature has such work, or the node does no background work, it does nothing.
    /// </summary>
    public void StartTasks() => StartTasks(_options.Tasks);

    /// <summary>Ends the work after commits: what runs has a moment to end, and other processes take over the rest.</summary>
    public async Task StopTasks()
    {
        if (Interlocked.Exchange(ref _tasks, null) is { } host)
        {
            await host.DisposeAsync();
        }
    }

    internal void StartTasks(TaskOptions options)
    {
        options.Check();
        if (_options.Consumers.Lane == Lane.Api)
        {
            return;
        }

        var host = new TaskHost(TaskServices, options, _dispatcher.TasksQueued);
        if (Interlocked.CompareExchange(ref _tasks, host, null) is not null)
        {
            throw new InvalidOperationException("The application works for its tasks already.");
        }

        host.Start();
    }

    internal TaskServices TaskServices => new(Registry, Store, _dispatcher, _clock, _logger, _telemetry);

    internal ConsumerServices ServicesFor(ConsumerOptions options) => new(Store, _dispatcher, options, _clock, _ids, _logger, _telemetry);

    private static RateLimiter RateLimiterOf(KumikoOptions options, Store store) =>
        options.RateLimitCounting == RateLimitCounting.InDatabase ? new DatabaseRateLimiter(store) : new ProcessRateLimiter();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopConsumers();
        await StopTasks();
        await _rebuilding.DisposeAsync();
        await Store.DisposeAsync();
        _effects.Dispose();
        _telemetry.Dispose();
    }
}

internal static partial class StartLog
{
    [LoggerMessage(10, LogLevel.Information, "Kumiko is ready: {Features} features, {Entities} entities, {Handlers} handlers, on {Database}.")]
    public static partial void Ready(ILogger logger, int features, int entities, int handlers, string database);

    [LoggerMessage(12, LogLevel.Warning, "A declaration is questionable: {Diagnostic}")]
    public static partial void Questionable(ILogger logger, Diagnostic diagnostic);

    [LoggerMessage(17, LogLevel.Warning, "The feature '{Feature}' sends mails, and the host has no IMailSender: commands that would send one fail.")]
    public static partial void NobodySendsMails(ILogger logger, string feature);

    [LoggerMessage(11, LogLevel.Information, "The table '{Table}' was derived from the log anew: {Reason}")]
    public static partial void Rebuilt(ILogger logger, string table, string reason);
}
