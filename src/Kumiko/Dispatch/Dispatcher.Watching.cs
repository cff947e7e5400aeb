using Kumiko.Storage;
using Microsoft.Extensions.Logging;

namespace Kumiko;

/// <content>What listeners and the log get to know. Where nobody wants to, nothing of it runs.</content>
internal sealed partial class Dispatcher
{
    /// <summary>The pipeline, watched when somebody wants to know.</summary>
    private Task<object?> Run(Invocation invocation) =>
        _telemetry is { IsWatched: true } || logger.IsEnabled(LogLevel.Debug) ? RunWatched(invocation) : pipeline.Run(invocation);

    private async Task<object?> RunWatched(Invocation invocation)
    {
        var telemetry = _telemetry is { IsWatched: true } ? _telemetry : null;
        var watch = new StageWatch(telemetry, logger, clock);
        var started = clock.GetTimestamp();
        Exception? failure = null;
        try
        {
            return await (telemetry is null ? pipeline.Run(invocation, watch) : telemetry.Handle(invocation, () => pipeline.Run(invocation, watch)));
        }
        catch (Exception exception)
        {
            failure = exception;
            throw;
        }
        finally
        {
            if (logger.IsEnabled(LogLevel.Debug))
            {
                var handler = registry.FindHandler(invocation.Name)?.Name ?? Telemetry.Unknown;
                DispatcherLog.Ran(
                    logger, handler, invocation.Services.Caller.Request.RequestId, clock.GetElapsedTime(started).TotalMilliseconds, Telemetry.OutcomeOf(failure));
            }
        }
    }

    private Task<EventPosition?> Commit(UnitOfWork unit, CancellationToken cancellation) => _telemetry is { IsTraced: true } telemetry
        ? telemetry.Commit(() => unit.Commit(cancellation))
        : unit.Commit(cancellation);
}
