using Kumiko.Storage;
using Microsoft.Extensions.Logging;

namespace Kumiko;

/// <summary>Runs commands and queries through the pipeline, and commands in one transaction.</summary>
internal sealed partial class Dispatcher(
    Registry registry, Store store, TimeProvider clock, IdGenerator ids, ILogger logger, Pipeline pipeline, ConsumerWait? wait = null, Telemetry? telemetry = null,
    Switchboard? switchboard = null, RateLimiter? limiter = null)
    : IDispatcher
{
    /// <summary>How often work is done again after a deadlock before the failure is reported.</summary>
    private const int Attempts = 6;

    /// <summary>How often a decision is made again when others were quicker.</summary>
    private const int Decisions = 12;

    /// <summary>The failure of work that met a deadlock again and again. It is not stored as an answer: the next attempt may succeed.</summary>
    internal const string Contention = "contention";

    private readonly ConsumerWait _wait = wait ?? new ConsumerWait(registry, store, new ProgressBoard());

    private readonly Telemetry? _telemetry = telemetry;

    private readonly RateLimiter? _limiter = registry.Handlers.Any(h => h.RateLimits.Count > 0) ? limiter ?? new ProcessRateLimiter() : null;

    private readonly FeatureMetrics? _metrics = telemetry?.MetricsOf(registry);

    private readonly AnswerJson _answers = new(registry, clock);

    /// <summary>Set when something was queued that is to be done after the commit.</summary>
    public AsyncSignal TasksQueued { get; } = new();

    private StreamReads Streaming => field ??= new StreamReads(this, store);

    /// <summary>What sealed fields are sealed with; null where nothing is.</summary>
    public Vault? Vault => registry.Vault;

    /// <summary>What operators can do, for the handlers of their feature.</summary>
    public Operations? Operations { get; set; }

    /// <summary>What leaves after commits.</summary>
    public Effects? Effects { get; set; }

    /// <summary>Behind the unit, because on SQLite its transaction keeps all others waiting.</summary>
    private async ValueTask KeepSnapshots(InvocationServices services, CancellationToken cancellation)
    {
        if (!services.Snapshots.IsEmpty)
        {
            await services.Unit.DisposeAsync();
            await services.Snapshots.Save(store, logger, cancellation);
        }
    }

    /// <summary>Longer and longer, and never the same for two who met.</summary>
    private Task Pause(int attempt, CancellationToken cancellation) =>
        Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(5, 20 << Math.Min(attempt, Attempts))), clock, cancellation);

    /// <summary>In a session of its own, because the unit's transaction is over.</summary>
    private async Task<KumikoException> Translate(StoreException failure, UnitOfWork unit, CancellationToken cancellation)
    {
        await unit.DisposeAsync();
        await using var session = store.NewSession();
        return await FailureTranslator.Translate(failure, unit, session, registry, cancellation);
    }

    /// <summary>A unit that reaches the caller's tenant and no other, until somebody says why it should.</summary>
    private UnitOfWork UnitFor(Caller caller)
    {
        var session = store.NewSession();
        session.Reach = TenantReach.Of(caller.User.Tenant);
        return new UnitOfWork(session);
    }

    /// <summary>The limits of one request, for all attempts at it; null where no handler has any.</summary>
    private RequestLimits? NewLimits() => _limiter is null ? null : new RequestLimits(_limiter);

    /// <param name="unit">What is read and written.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <param name="limits">Counts the caller's calls; null where the framework works for itself.</param>
    /// <param name="pace">How a batch is carried out.</param>
    internal InvocationServices ServicesFor(
        UnitOfWork unit, Caller caller, CancellationToken cancellation, RequestLimits? limits = null, WritePace pace = WritePace.Together) =>
        new(registry, unit, caller, clock, ids, cancellation)
        {
            Nested = RunNested, Run = Run, Pace = pace, Wait = _wait, Operations = Operations, Effects = Effects, Switchboard = switchboard, Limits = limits, TasksQueued = TasksQueued.Set,
            Metrics = _metrics, Streaming = Streaming,
        };

    private InternalErrorException Unexpected(Exception exception, string handler, Caller caller)
    {
        DispatcherLog.Unexpected(logger, exception, handler, caller.Request.RequestId);
        return new InternalErrorException(exception);
    }
}
