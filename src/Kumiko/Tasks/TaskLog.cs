using Microsoft.Extensions.Logging;

namespace Kumiko;

internal static partial class TaskLog
{
    [LoggerMessage(50, LogLevel.Warning, "'{Kind}' failed, attempt {Attempt}. Task {Task} is tried again in {Pause}.")]
    public static partial void Failed(ILogger logger, Exception exception, string kind, int attempt, Guid task, TimeSpan pause);

    [LoggerMessage(51, LogLevel.Error, "'{Kind}' was given up after {Attempts} attempts. Task {Task} waits for an operator.")]
    public static partial void GaveUp(ILogger logger, Exception exception, string kind, int attempts, Guid task);

    [LoggerMessage(52, LogLevel.Information, "Task {Task} of '{Kind}' has changed hands.")]
    public static partial void Lost(ILogger logger, string kind, Guid task);

    [LoggerMessage(53, LogLevel.Warning, "The queue of tasks could not be reached; it is tried again.")]
    public static partial void Unreachable(ILogger logger, Exception exception);
}
