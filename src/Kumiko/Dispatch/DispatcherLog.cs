using Microsoft.Extensions.Logging;

namespace Kumiko;

/// <summary>What the dispatcher writes into the log: names and request ids, never payloads.</summary>
internal static partial class DispatcherLog
{
    [LoggerMessage(1, LogLevel.Error, "'{Handler}' failed unexpectedly in request {RequestId}.")]
    public static partial void Unexpected(ILogger logger, Exception exception, string handler, string requestId);

    [LoggerMessage(2, LogLevel.Warning, "'{Handler}' gave up after {Attempts} attempts.")]
    public static partial void GaveUp(ILogger logger, Exception exception, string handler, int attempts);
}
