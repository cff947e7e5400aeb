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
        _logger = logger;
        Store = store;
        Registry = RegistryBuilder.Build(options.Features);
        _dispatcher = new Dispatcher(Registry, store, clock, ids, logger, Pipeline.Standard);
    }

    /// <summary>Everything that the features declare.</summary>
    public Registry Registry { get; }

    /// <summary>The database.</summary>
    public Store Store { get; }

    /// <summary>The door to all handlers.</summary>
    public IDispatcher Dispatcher => _dispatcher;

    /// <summary>Opens the database, brings or checks the schema, and writes reference data and seeds.</summary>
    /// <exception cref="StoreUnavailableException">The database cannot be used.</exception>
    /// <exception cref="SchemaMissingException">The schema is not as declared, and may not be changed.</exception>
    public async Task Start(CancellationToken cancellation = default)
    {
        await Store.Open(cancellation);
        await new SchemaStep(Store, Registry, _logger).Run(_options.Schema, cancellation);
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

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Store.DisposeAsync();
}

internal static partial class StartLog
{
    [LoggerMessage(10, LogLevel.Information, "Kumiko is ready: {Features} features, {Entities} entities, {Handlers} handlers, on {Database}.")]
    public static partial void Ready(ILogger logger, int features, int entities, int handlers, string database);

    [LoggerMessage(11, LogLevel.Information, "The table '{Table}' was derived from the log anew: {Reason}")]
    public static partial void Rebuilt(ILogger logger, string table, string reason);
}
