using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kumiko.AspNetCore;

/// <summary>Runs all readiness checks side by side.</summary>
internal sealed partial class ReadinessChecks(
    IEnumerable<IReadinessCheck> checks, IHostEnvironment environment, TimeProvider time, ILogger<ReadinessChecks> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly IReadinessCheck[] _checks = [.. checks.Where(check => check is not IOptionalCheck { IsAskedFor: false })];

    public Task<CheckResult[]> Run(CancellationToken cancellation) => Task.WhenAll(_checks.Select(check => Run(check, cancellation)));

    private async Task<CheckResult> Run(IReadinessCheck check, CancellationToken cancellation)
    {
        var start = time.GetTimestamp();
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        string? error = null;
        try
        {
            // A check that ignores its token must not hold up the answer.
            await Task.Run(() => check.Check(either.Token), either.Token).WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            error = $"no answer within {Patience.TotalSeconds:0} s";
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
        {
            LogFailedCheck(logger, exception, check.Name);

            // Everybody may read the answer, and messages of drivers name hosts and users.
            error = environment.IsDevelopment() ? exception.Message : "failed; see the log";
        }

        return new CheckResult(check.Name, time.GetElapsedTime(start), error);
    }

    [LoggerMessage(EventId = 2, Level = LogLevel.Warning, Message = "The readiness check {Check} failed")]
    private static partial void LogFailedCheck(ILogger logger, Exception exception, string check);
}
