namespace Kumiko;

/// <summary>Counts the call against the handler's limits. Before the rule of access, so that who tries doors is slowed down, too.</summary>
internal sealed class RateLimitStage : Stage
{
    public override string Name => "rate limit";

    public override ValueTask Run(Invocation invocation) =>
        invocation.Handler.RateLimits.Count == 0 || invocation.Services.Limits is not { } limits || invocation.IsCounted
            ? ValueTask.CompletedTask
            : Count(limits, invocation);

    private static async ValueTask Count(RequestLimits limits, Invocation invocation)
    {
        await limits.Count(invocation);
        invocation.IsCounted = true;
    }
}
