using Kumiko.Storage;

namespace Kumiko;

/// <content>Commands: one transaction for a batch, tried again where others were only quicker.</content>
internal sealed partial class Dispatcher
{
    public async Task<BatchOutcome> Write(
        IReadOnlyList<HandlerCall> calls, string? requestId, Caller caller, CancellationToken cancellation = default)
    {
        if (calls.Count == 0)
        {
            return new BatchOutcome { Results = [] };
        }

        using var span = _telemetry?.StartRequest(HandlerKind.Write);
        span?.SetTag(SpanTags.Commands, calls.Count);

        try
        {
            if (requestId is null)
            {
                return Noted(await WriteWithRetries(calls, null, caller, cancellation), calls, caller);
            }

            var request = new IdempotentRequest(store, new RequestKey(caller.User.Tenant, caller.User.Id, requestId), calls, clock, registry.RestrictsReading ? Viewer.Of(caller.User) : null, registry.Vault);
            var outcome = await WriteWithRetries(calls, request, caller, cancellation);

            // Who calls too often shall not cause reads either; after the wait there is the stored answer still.
            return outcome.IsSuccess ? outcome : Noted(outcome.Error is RateLimitedException ? outcome : await request.Settle(outcome, cancellation), calls, caller);
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
        {
            // The database went away while it was being asked what a failure meant; nothing can be said about the request.
            return Noted(new BatchOutcome { Results = [], Error = Unexpected(exception, calls[0].Type, caller) }, calls, caller);
        }
    }

    private async Task<BatchOutcome> WriteWithRetries(
        IReadOnlyList<HandlerCall> calls, IdempotentRequest? request, Caller caller, CancellationToken cancellation)
    {
        var limits = NewLimits();
        for (int attempt = 1, decision = 1; ; attempt++)
        {
            try
            {
                var (outcome, isRace) = await WriteOnce(calls, request, caller, limits, WritePace.Together, cancellation);
                if (isRace && decision < Decisions)
                {
                    await Pause(decision++, cancellation);
                    attempt--;
                    continue;
                }

                // The commit says which index was violated, but not by which of several commands or keys; a second, slower run does.
                return (calls.Count > 1 && outcome.Error is UniqueViolationException) || outcome.Error is IdempotentReplayException { IdempotencyKey: null }
                    ? (await WriteOnce(calls, request, caller, limits, WritePace.OneByOne, cancellation)).Outcome
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
        IReadOnlyList<HandlerCall> calls, IdempotentRequest? request, Caller caller, RequestLimits? limits, WritePace pace, CancellationToken cancellation)
    {
        var results = new List<ReadOnlyMemory<byte>>(calls.Count);
        await using var unit = UnitFor(caller);
        var services = ServicesFor(unit, caller, cancellation, limits, pace);
        limits?.Begin();
        try
        {
            foreach (var call in calls)
            {
                unit.Command = results.Count;
                results.Add(_answers.Write(await Run(new Invocation(HandlerKind.Write, call.Type, services) { Payload = call.Payload }), services));
            }

            if (request is not null)
            {
                unit.AddAnswer(request.Success(results, unit.Keys));
            }

            var position = await Commit(unit, cancellation);
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
            var shown = await HiddenConflict.Conceal(error, services, () => UnitFor(caller));
            await Explain(shown, services);
            return (new BatchOutcome { Results = results, Error = shown, FailedIndex = unit.Command }, IsRace(error, unit));
        }
    }

    private static bool IsRace(KumikoException error, UnitOfWork unit) => error is VersionConflictException conflict && unit.IsAboutDecision(conflict);

    private BatchOutcome Noted(BatchOutcome outcome, IReadOnlyList<HandlerCall> calls, Caller caller)
    {
        if (outcome is { Error: { } error, IsReplay: false })
        {
            Note(error, calls[outcome.FailedIndex ?? 0].Type, caller);
        }

        return outcome;
    }
}
