using Microsoft.Extensions.Logging;

namespace Kumiko;

/// <summary>Watches stages for whoever listens: spans for those that wait or refuse, and an entry in the log for each, at the level <c>Trace</c>.</summary>
internal sealed class StageWatch(Telemetry? telemetry, ILogger logger, TimeProvider clock)
{
    public async ValueTask Run(Stage stage, Invocation invocation)
    {
        // Only the handler calls others, whose spans belong into its own.
        using var span = stage.CallsOthers ? telemetry?.StartStage(stage.Name) : null;
        var (startedAt, waits, failure) = (clock.GetUtcNow(), false, (Exception?)null);
        try
        {
            var running = stage.Run(invocation);
            waits = !running.IsCompleted;
            await running;
        }
        catch (Exception exception)
        {
            failure = exception;
            throw;
        }
        finally
        {
            End(stage, invocation, span, startedAt, waits, failure);
        }
    }

    private void End(Stage stage, Invocation invocation, System.Diagnostics.Activity? span, DateTimeOffset startedAt, bool waits, Exception? failure)
    {
        if (span is not null && failure is not null)
        {
            Telemetry.Fail(span, failure);
        }
        else if (span is null && (waits || failure is not null))
        {
            telemetry?.AddStage(stage.Name, startedAt, failure);
        }

        if (logger.IsEnabled(LogLevel.Trace))
        {
            var services = invocation.Services;
            var handler = services.Registry.FindHandler(invocation.Name)?.Name ?? Telemetry.Unknown;
            DispatcherLog.Stage(logger, stage.Name, handler, services.Caller.Request.RequestId, Telemetry.OutcomeOf(failure));
        }
    }
}
