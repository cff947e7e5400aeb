using Microsoft.Extensions.Logging;

namespace Kumiko;

internal static partial class RebuildLog
{
    [LoggerMessage(50, LogLevel.Information, "'{Projection}' was derived anew from {Events} events in {Duration}; writers waited {Waited}.")]
    public static partial void Done(ILogger logger, string projection, long events, TimeSpan duration, TimeSpan waited);

    [LoggerMessage(51, LogLevel.Information, "The rebuild of '{Projection}' goes on: {Done} of {Total} events are in the shadow table already.")]
    public static partial void Resumed(ILogger logger, string projection, long done, long total);

    [LoggerMessage(53, LogLevel.Information, "The rebuild of '{Projection}' was interrupted because the node stops. Started again, it goes on.")]
    public static partial void Interrupted(ILogger logger, string projection);

    [LoggerMessage(52, LogLevel.Error, "The rebuild of '{Projection}' failed; the live table is as it was.")]
    public static partial void Failed(ILogger logger, Exception exception, string projection);
}
