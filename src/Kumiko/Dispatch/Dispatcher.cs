using System.Text.Json;
using Kumiko.Storage;
using Microsoft.Extensions.Logging;

namespace Kumiko;

/// <summary>Runs commands and queries through the pipeline, and commands in one transaction.</summary>
internal sealed class Dispatcher(Registry registry, Store store, TimeProvider clock, IdGenerator ids, ILogger logger, Pipeline pipeline, ConsumerWait? wait = null, Telemetry? telemetry = null)
    : IDispatcher
{
    /// <summary>How often work is done again after a deadlock before the failure is reported.</summary>
    private const int Attempts = 6;

    /// <summary>How often a decision is made again when others were quicker.</summary>
    private const int Decisions = 12;

    /// <summary>The failure of work that met a deadlock again and again. It is not stored as an answer: the next attempt may succeed.</summary>
    internal const string Contention = "contention";

    private static readonly QueryOptions Anyhow = new();

    private readonly ConsumerWait _wait = wait ?? new ConsumerWait(registry, store, new ProgressBoard());

    private readonly Telemetry? _telemetry = telemetry;

    /// <summary>What operators can do, for the handlers of their feature.</summary>
    public Operations? Operations { get; set; }

    private readonly AnswerJson _answers = new(registry, clock);

    public async Task<BatchOutcome> Write(
        IReadOnlyList<HandlerCall> calls, string? requestId, Caller caller, CancellationToken cancellation = default)
    {
        if (calls.Count == 0)
        {
            return new BatchOutcome { Results = [] };
        }

        try
        {
            if (requestId is null)
            {
                return Counted(await WriteWithRetries(calls, null, caller, cancellation), calls);
            }

            var request = new IdempotentRequest(store, new RequestKey(caller.User.Tenant, caller.User.Id, requestId), calls, clock);
            var outcome = await WriteWithRetries(calls, request, caller, cancellation);
            return outcome.IsSuccess ? outcome : Counted(await request.Settle(outcome, cancellation), calls);
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
        {
            // The database went away while it was being asked what a failure meant; nothing can be said about the request.
            return Counted(new BatchOutcome { Results = [], Error = Unexpected(exception, calls[0].Type, caller) }, calls);
        }
    }

    public Task<ReadOnlyMemory<byte>> Query(HandlerCall call, Caller caller, CancellationToken cancellation = default) =>
        Query(call, caller, Anyhow, cancellation);

    public async Task<ReadOnlyMemory<byte>> Query(HandlerCall call, Caller caller, QueryOptions options, CancellationToken cancellation = default)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                if (options.WaitFor is { } position)
                {
                    await _wait.ForTables(position, options.WaitTimeout, cancellation);
                }

                await using var unit = new UnitOfWork(store.NewSession());
                var services = ServicesFor(unit, caller, cancellation);
                var answer = _answers.Write(await Run(new Invocation(HandlerKind.Query, call.Type, services) { Payload = call.Payload }));
                await KeepSnapshots(services, cancellation);
                return answer;
            }
            catch (TransientStoreException) when (attempt < Attempts)
            {
                await Pause(attempt, cancellation);
            }
            catch (KumikoException error)
            {
                _telemetry?.CountError(registry, call.Type, error);
                throw;
            }
            catch (Exception exception) when (!cancellation.IsCancellationRequested)
            {
                var error = Unexpected(exception, call.Type, caller);
                _telemetry?.CountError(registry, call.Type, error);
                throw error;
            }
        }
    }

    /// <summary>Runs C# code as the framework itself, in one transaction: seeds and reference data.</summary>
    internal Task RunAsSystem(TenantId tenant, Func<WriteContext, Task> work, CancellationToken cancellation)
    {
        var caller = new Caller(User.System(tenant), RequestInfo.New());
        return RunApart(caller, null, new Actor(tenant, UserId.System, caller.Request), work, cancellation);
    }

    /// <summary>Runs C# code in a transaction of its own, apart from any command that may be running.</summary>
    internal async Task RunApart(Caller caller, IWorkOwner? owner, Actor actor, Func<WriteContext, Task> work, CancellationToken cancellation)
    {
        await using var unit = new UnitOfWork(store.NewSession());
        var services = ServicesFor(unit, caller, cancellation);
        try
        {
            await work(new WriteContext(services, owner, actor));
            await unit.Commit(cancellation);
            await KeepSnapshots(services, cancellation);
        }
        catch (StoreException failure)
        {
            throw await Translate(failure, unit, cancellation);
        }
    }

    private async Task<BatchOutcome> WriteWithRetries(
        IReadOnlyList<HandlerCall> calls, IdempotentRequest? request, Caller caller, CancellationToken cancellation)
    {
        for (int attempt = 1, decision = 1; ; attempt++)
        {
            try
            {
                var (outcome, isRace) = await WriteOnce(calls, request, caller, WritePace.Together, cancellation);
                if (isRace && decision < Decisions)
                {
                    await Pause(decision++, cancellation);
                    attempt--;
                    continue;
                }

                // The commit says which index was violated, but not by which of several commands or keys; a second, slower run does.
                return (calls.Count > 1 && outcome.Error is UniqueViolationException) || outcome.Error is IdempotentReplayException { IdempotencyKey: null }
                    ? (await WriteOnce(calls, request, caller, WritePace.OneByOne, cancellation)).Outcome
                    : outcome;
            }
            catch (TransientStoreException) when (attempt < Attempts)
            {
                await Pause(attempt, cancellation);
            }
            catch (TransientStoreException exception)
            {
                DispatcherLog.GaveUp(logger, exception, calls[0].Type, Attempts);
                return new BatchOutcome { Results = [], Error = new ConflictException(Contention, "Others keep changing the same records at the same time. Try again.") };
            }
        }
    }

    /// <returns>What became of the batch, and whether it failed only because others were quicker than a decision that can be made again.</returns>
    private async Task<(BatchOutcome Outcome, bool IsRace)> WriteOnce(
        IReadOnlyList<HandlerCall> calls, IdempotentRequest? request, Caller caller, WritePace pace, CancellationToken cancellation)
    {
        var results = new List<ReadOnlyMemory<byte>>(calls.Count);
        await using var unit = new UnitOfWork(store.NewSession());
        var services = ServicesFor(unit, caller, cancellation, pace);
        try
        {
            foreach (var call in calls)
            {
                unit.Command = results.Count;
                results.Add(_answers.Write(await Run(new Invocation(HandlerKind.Write, call.Type, services) { Payload = call.Payload })));
            }

            if (request is not null)
            {
                unit.AddAnswer(request.Success(results));
            }

            var position = await unit.Commit(cancellation);
            await KeepSnapshots(services, cancellation);
            return (new BatchOutcome { Results = results, Position = position }, false);
        }
        catch (Exception exception) when (exception is not TransientStoreException && !cancellation.IsCancellationRequested)
        {
            var error = exception switch
            {
                KumikoException expected => expected,
                StoreException failure => await Translate(failure, unit, cancellation),
                _ => Unexpected(exception, calls[unit.Command].Type, caller),
            };

            // A conflict that only the commit found belongs to the command that wrote the stream, not to the last one.
            results.RemoveRange(unit.Command, results.Count - unit.Command);
            await KeepSnapshots(services, cancellation);
            return (new BatchOutcome { Results = results, Error = error, FailedIndex = unit.Command }, IsRace(error, unit));
        }
    }

    private static bool IsRace(KumikoException error, UnitOfWork unit) => error is VersionConflictException conflict && unit.IsAboutDecision(conflict);

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

    /// <summary>A nested call has the whole pipeline, in the caller's transaction; what a failed command wrote is undone.</summary>
    private async Task<object?> RunNested(HandlerKind kind, object input, QueryContext context)
    {
        var services = context.Services;
        var handler = registry.FindHandler(kind, input.GetType())
            ?? throw new InvalidOperationException($"No {(kind == HandlerKind.Write ? "command" : "query")} takes '{input.GetType().Name}'.");
        var invocation = new Invocation(kind, handler.Name, services) { Input = input, IsTyped = true, Actor = context.Actor };
        if (kind == HandlerKind.Query)
        {
            return await Run(invocation);
        }

        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await WriteNested(invocation, services);
            }
            catch (VersionConflictException conflict) when (attempt < Decisions && services.Unit.IsAboutDecision(conflict) && !services.Unit.HasFailed)
            {
                await Pause(attempt, services.Cancellation);
            }
        }
    }

    private async Task<object?> WriteNested(Invocation invocation, InvocationServices services)
    {
        var unit = services.Unit;
        StoreException failure;
        await using (var scope = await unit.OpenScope(services.Cancellation))
        {
            try
            {
                var result = await Run(invocation);
                scope.Keep();
                return result;
            }
            catch (StoreException exception)
            {
                failure = exception;
            }
        }

        // If the unit has still failed, it was something that was written before: nobody can go on. After a deadlock all starts again.
        if (unit.HasFailed || failure is TransientStoreException)
        {
            throw failure;
        }

        var command = unit.Command;
        var error = await FailureTranslator.Translate(failure, unit, unit.ForUntouchedRows, registry, services.Cancellation);
        unit.Command = command;
        throw error;
    }

    /// <summary>In a session of its own, because the unit's transaction is over.</summary>
    private async Task<KumikoException> Translate(StoreException failure, UnitOfWork unit, CancellationToken cancellation)
    {
        await unit.DisposeAsync();
        await using var session = store.NewSession();
        return await FailureTranslator.Translate(failure, unit, session, registry, cancellation);
    }

    internal InvocationServices ServicesFor(UnitOfWork unit, Caller caller, CancellationToken cancellation, WritePace pace = WritePace.Together) =>
        new(registry, unit, caller, clock, ids, cancellation) { Nested = RunNested, Pace = pace, Wait = _wait, Operations = Operations };

    /// <summary>The pipeline, measured when somebody listens.</summary>
    private Task<object?> Run(Invocation invocation) =>
        _telemetry is { IsWatched: true } telemetry ? telemetry.Handle(invocation, pipeline) : pipeline.Run(invocation);

    private BatchOutcome Counted(BatchOutcome outcome, IReadOnlyList<HandlerCall> calls)
    {
        if (outcome is { Error: { } error, IsReplay: false })
        {
            _telemetry?.CountError(registry, calls[outcome.FailedIndex ?? 0].Type, error);
        }

        return outcome;
    }

    private InternalErrorException Unexpected(Exception exception, string handler, Caller caller)
    {
        DispatcherLog.Unexpected(logger, exception, handler, caller.Request.RequestId);
        return new InternalErrorException(exception);
    }
}

internal static partial class DispatcherLog
{
    [LoggerMessage(1, LogLevel.Error, "'{Handler}' failed unexpectedly in request {RequestId}.")]
    public static partial void Unexpected(ILogger logger, Exception exception, string handler, string requestId);

    [LoggerMessage(2, LogLevel.Warning, "'{Handler}' gave up after {Attempts} attempts.")]
    public static partial void GaveUp(ILogger logger, Exception exception, string handler, int attempts);
}
