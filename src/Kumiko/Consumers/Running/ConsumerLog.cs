using Microsoft.Extensions.Logging;

namespace Kumiko;

internal static partial class ConsumerLog
{
    [LoggerMessage(30, LogLevel.Warning, "'{Consumer}' failed at {Position}, attempt {Attempt}. It is tried again in {Pause}.")]
    public static partial void Failed(ILogger logger, Exception exception, string consumer, EventPosition position, int attempt, TimeSpan pause);

    [LoggerMessage(31, LogLevel.Error, "'{Consumer}' has stopped in front of {Position} after {Attempts} attempts. It waits for an operator.")]
    public static partial void Halted(ILogger logger, Exception exception, string consumer, EventPosition position, int attempts);

    [LoggerMessage(32, LogLevel.Error, "'{Consumer}' gave up the event at {Position} after {Attempts} attempts. It is kept as a dead letter.")]
    public static partial void DeadLettered(ILogger logger, Exception exception, string consumer, EventPosition position, int attempts);

    [LoggerMessage(33, LogLevel.Warning, "'{Consumer}' passed over the event at {Position} after {Attempts} attempts.")]
    public static partial void Skipped(ILogger logger, Exception exception, string consumer, EventPosition position, int attempts);

    [LoggerMessage(34, LogLevel.Information, "'{Consumer}' has changed hands.")]
    public static partial void Lost(ILogger logger, string consumer);

    [LoggerMessage(35, LogLevel.Warning, "'{Consumer}' was interrupted; it goes on where it stood.")]
    public static partial void Interrupted(ILogger logger, Exception exception, string consumer);

    [LoggerMessage(36, LogLevel.Warning, "The heartbeat of node '{Node}' failed; it is tried again.")]
    public static partial void NoHeartbeat(ILogger logger, Exception exception, string node);

    [LoggerMessage(37, LogLevel.Warning, "Node '{Node}' could not say that it lives for the length of a lease, and gave up its consumers.")]
    public static partial void GaveUpLeases(ILogger logger, string node);

    [LoggerMessage(38, LogLevel.Information, "Node '{Node}' works for '{Consumer}' from {Position} on.")]
    public static partial void Took(ILogger logger, string node, string consumer, EventPosition position);
}
