using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Kumiko;

/// <summary>The rebuilds that this node runs at an operator's word.</summary>
internal sealed class BackgroundRebuilds(Rebuilds rebuilds, ILogger logger) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<string, BackgroundRebuild> _running = [];

    /// <summary>Whether a projection is being rebuilt here.</summary>
    public bool Contains(string projection) => _running.ContainsKey(projection);

    /// <summary>How far a rebuild has come: what it said last, if it runs here, and otherwise what the database says.</summary>
    public RebuildProgress Newest(RebuildProgress stored) =>
        _running.TryGetValue(stored.Projection, out var rebuild) && rebuild.Tenant == stored.Tenant ? rebuild.Newest ?? stored : stored;

    /// <summary>Returns when a rebuild has begun.</summary>
    public async Task Start(string projection, TenantId? tenant, CancellationToken cancellation)
    {
        var rebuild = new BackgroundRebuild(tenant);
        var work = await rebuilds.Start(projection, new RebuildOptions { Tenant = tenant, Progress = rebuild }, cancellation);
        _running[projection] = rebuild;
        _ = Task.Run(() => Run(projection, rebuild, work), CancellationToken.None);
    }

    /// <summary>Ends all of them, each behind the page at hand.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_stop.IsCancellationRequested)
        {
            await _stop.CancelAsync();
            await Task.WhenAll(_running.Values.Select(rebuild => rebuild.Ended));
            _stop.Dispose();
        }
    }

    private async Task Run(string projection, BackgroundRebuild rebuild, Func<CancellationToken, Task<RebuildResult>> work)
    {
        try
        {
            await work(_stop.Token);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            RebuildLog.Interrupted(logger, projection);
        }
        catch (Exception)
        {
            // The rebuild has written down and logged why it failed.
        }
        finally
        {
            _running.TryRemove(KeyValuePair.Create(projection, rebuild));
            rebuild.End();
        }
    }

    /// <summary>Hears how far a rebuild has come.</summary>
    private sealed class BackgroundRebuild(TenantId? tenant) : IProgress<RebuildProgress>
    {
        private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private volatile RebuildProgress? _newest;

        public TenantId? Tenant => tenant;

        public RebuildProgress? Newest => _newest;

        public Task Ended => _ended.Task;

        public void End() => _ended.SetResult();

        public void Report(RebuildProgress value) => _newest = value;
    }
}
