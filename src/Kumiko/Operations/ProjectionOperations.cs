using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Kumiko;

/// <summary>What operators can do with the tables that are derived from the log.</summary>
public sealed class ProjectionOperations
{
    private readonly Rebuilds _rebuilds;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<string, BackgroundRebuild> _running = [];

    internal ProjectionOperations(Rebuilds rebuilds, ILogger logger)
    {
        _rebuilds = rebuilds;
        _logger = logger;
    }

    /// <summary>All of them, in the order of names, and how their rebuilds stand. The rate is known for those that run here.</summary>
    public async Task<IReadOnlyList<ProjectionReport>> List(CancellationToken cancellation = default)
    {
        var progress = (await _rebuilds.Progress(cancellation)).ToLookup(p => p.Projection);
        return
        [
            .. _rebuilds.Projections.Order(StringComparer.Ordinal).Select(name => new ProjectionReport
            {
                Name = name,
                Table = _rebuilds.TableOf(name),
                IsRebuildingHere = _running.ContainsKey(name),
                Rebuilds = [.. progress[name].Select(p => _running.TryGetValue(name, out var here) && here.Tenant == p.Tenant ? here.Newest(p) : p)],
            }),
        ];
    }

    /// <summary>
    /// Begins to derive a table anew in the background of this node, and returns when that has begun. When the node stops, the work so far is kept: started
    /// again, on any node, it goes on there.
    /// </summary>
    /// <exception cref="NotFoundException">There is no such projection, or it has no table.</exception>
    /// <exception cref="ConflictException">It is being rebuilt or compared already, here or elsewhere.</exception>
    /// <exception cref="UnprocessableException">One tenant's rows cannot be derived alone.</exception>
    public async Task StartRebuild(string projection, TenantId? tenant = null, CancellationToken cancellation = default)
    {
        var rebuild = new BackgroundRebuild(tenant);
        var work = await _rebuilds.Start(projection, new RebuildOptions { Tenant = tenant, Progress = rebuild }, cancellation);
        _running[projection] = rebuild;
        _ = Task.Run(() => Watch(projection, rebuild, work), CancellationToken.None);
    }

    /// <summary>Compares live rows with rows derived from the log. Changes nothing.</summary>
    /// <inheritdoc cref="Rebuilds.Verify"/>
    public Task<VerifyResult> Verify(string projection, TenantId? tenant = null, CancellationToken cancellation = default) =>
        _rebuilds.Verify(projection, tenant, cancellation);

    /// <inheritdoc cref="Rebuilds.DropOldTable"/>
    public Task DropOldTable(string projection, CancellationToken cancellation = default) => _rebuilds.DropOldTable(projection, cancellation);

    /// <summary>Ends what runs in the background, behind the page at hand.</summary>
    internal async Task Stop()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_running.Values.Select(rebuild => rebuild.Ended));
    }

    private async Task Watch(string projection, BackgroundRebuild rebuild, Func<CancellationToken, Task<RebuildResult>> work)
    {
        try
        {
            await work(_stop.Token);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            RebuildLog.Interrupted(_logger, projection);
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

        public Task Ended => _ended.Task;

        public void End() => _ended.SetResult();

        public RebuildProgress Newest(RebuildProgress stored) => _newest ?? stored;

        public void Report(RebuildProgress value) => _newest = value;
    }
}
