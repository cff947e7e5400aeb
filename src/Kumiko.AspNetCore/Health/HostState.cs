using Microsoft.Extensions.Hosting;

namespace Kumiko.AspNetCore;

/// <summary>Where the application stands between its start and its end.</summary>
internal sealed class HostState(IHostApplicationLifetime lifetime, TimeProvider time)
{
    public const string Ready = "ready";

    private readonly long _start = time.GetTimestamp();

    public string Name =>
        lifetime.ApplicationStopped.IsCancellationRequested ? "stopped"
        : lifetime.ApplicationStopping.IsCancellationRequested ? "draining"
        : lifetime.ApplicationStarted.IsCancellationRequested ? Ready
        : "starting";

    public long UptimeSeconds => (long)time.GetElapsedTime(_start).TotalSeconds;
}
