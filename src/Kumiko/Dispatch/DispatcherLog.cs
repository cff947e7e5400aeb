using Microsoft.Extensions.Logging;

namespace Kumiko;

/// <summary>What the dispatcher writes into the log: names, rules, ids and roles, never payloads.</summary>
internal static partial class DispatcherLog
{
    [LoggerMessage(1, LogLevel.Error, "'{Handler}' failed unexpectedly in request {RequestId}.")]
    public static partial void Unexpected(ILogger logger, Exception exception, string handler, string requestId);

    [LoggerMessage(2, LogLevel.Warning, "'{Handler}' gave up after {Attempts} attempts.")]
    public static partial void GaveUp(ILogger logger, Exception exception, string handler, int attempts);

    [LoggerMessage(EventId = 3, Message = "'{Handler}' was refused in request {RequestId} by {Kind} of {Entity} {Record} {Field}: {Rules} Caller: {User} of {Tenant} as {Roles}.")]
    public static partial void Denied(
        ILogger logger, LogLevel level, string handler, string requestId, DenialKind kind, string? entity, string? record, string? field, string rules, UserId user,
        TenantId tenant, string roles);

    [LoggerMessage(4, LogLevel.Debug, "'{Handler}' ran in request {RequestId} for {Milliseconds} ms: {Outcome}.")]
    public static partial void Ran(ILogger logger, string handler, string requestId, double milliseconds, string outcome);

    [LoggerMessage(5, LogLevel.Trace, "The stage '{Stage}' of '{Handler}' in request {RequestId}: {Outcome}.")]
    public static partial void Stage(ILogger logger, string stage, string handler, string requestId, string outcome);
}
