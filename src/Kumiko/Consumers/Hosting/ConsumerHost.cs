using Kumiko.Storage;
using Microsoft.Extensions.Logging;

namespace Kumiko;

/// <summary>
/// Works for consumers in one process. A heartbeat, one round trip, says that the node lives, and shows who else does; from that each node
/// decides by itself what to take and what to give back.
/// </summary>
internal sealed class ConsumerHost : IAsyncDisposable
{
    private const int KeptPages = 8;
    private const int KeptBlocks = 32;

    /// <summary>However often something happens, so much time is between two heartbeats.</summary>
    private static readonly TimeSpan ShortestInterval = TimeSpan.FromMilliseconds(50);

    private readonly IReadOnlyList<ConsumerDefinition> _shared;
    private readonly IReadOnlyList<ConsumerDefinition> _perInstance;
    private readonly ConsumerServices _services;
    private readonly ConsumerDirectory _directory;
    private readonly RunningConsumers _running;
    private readonly FreeConsumers _free = new();
    private readonly AsyncSignal _beat = new();
    private readonly SemaphoreSlim _slots;
    private readonly CancellationTokenSource _stop = new();
    private LogFeed? _feed;
    private Task _beating = Task.CompletedTask;
    private long _lived;

    public ConsumerHost(Registry registry, ConsumerServices services, ProgressBoard board)
    {
        _services = services;
        _directory = services.Store.Consumers;
        _running = new RunningConsumers(services, board, _beat.Set);
        _slots = new SemaphoreSlim(services.Options.Concurrency);
        Node = new NodeInfo(services.Options.NodeName ?? NameOfThisProcess(), LaneNames.Of(services.Options.Lane));
        _shared = [.. registry.Consumers.Where(c => c.Delivery == Delivery.Shared)];
        _perInstance = [.. registry.Consumers.Where(c => c.Delivery == Delivery.PerInstance && LeaseBalance.Serves(Node, LaneNames.Of(c.Lane)))];
    }

    /// <summary>The node that this process is.</summary>
    public NodeInfo Node { get; }

    /// <summary>How things stood at the last heartbeat; null before the first.</summary>
    public ClusterView? View { get; private set; }

    /// <summary>How far the log is known to be final; null while nobody reads it here.</summary>
    public EventPosition? End => _feed?.End;

    /// <summary>How long a transaction that may still commit an event has kept the consumers from going on.</summary>
    public TimeSpan GapAge => _feed?.GapAge ?? TimeSpan.Zero;

    /// <summary>Begins to work. An application without consumers never does, and asks the database nothing.</summary>
    public async Task Start()
    {
        if (_shared.Count + _perInstance.Count == 0)
        {
            return;
        }

        // Until the first view says that nobody else lives, somebody may.
        _services.Store.TellsOthers = true;
        _lived = _services.Clock.GetTimestamp();
        await TryBeat();
        _beating = Task.Run(KeepBeating);
    }

    /// <summary>Looks at once how things stand: an operator has changed something.</summary>
    public void Nudge() => _beat.Set();

    /// <summary>Ends all work, and gives everything back.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_stop.IsCancellationRequested)
        {
            await _stop.CancelAsync();
            _beat.Set();
            await _beating;
            await _running.Stop();
            if (_feed is not null)
            {
                await _feed.DisposeAsync();
            }

            await Leave();
            _slots.Dispose();
            _stop.Dispose();
        }
    }

    private static string NameOfThisProcess() => $"{Environment.MachineName}-{Environment.ProcessId}-{Guid.NewGuid().ToString("N")[..8]}";

    private async Task KeepBeating()
    {
        while (!_stop.IsCancellationRequested)
        {
            _beat.Reset();
            await Task.WhenAny(_beat.Next, Task.Delay(_services.Options.HeartbeatInterval, _stop.Token));
            await Task.Delay(ShortestInterval, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!_stop.IsCancellationRequested)
            {
                await TryBeat();
            }
        }
    }

    private async Task TryBeat()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        patience.CancelAfter(_services.Options.LeaseTime);
        try
        {
            await Beat(patience.Token);
        }
        catch (Exception exception) when (!_stop.IsCancellationRequested)
        {
            ConsumerLog.NoHeartbeat(_services.Logger, exception, Node.Name);
            if (_services.Clock.GetElapsedTime(_lived) >= _services.Options.LeaseTime && _running.Leased is { Count: > 0 } lost)
            {
                ConsumerLog.GaveUpLeases(_services.Logger, Node.Name);
                foreach (var runner in lost)
                {
                    _services.Telemetry.CountLost(runner.Name);
                    _running.Drop(runner);
                }
            }
        }
        catch (Exception)
        {
            // The end interrupts a heartbeat in more than one way, and whatever it was, nobody needs it any more.
        }
    }

    private async Task Beat(CancellationToken cancellation)
    {
        var started = _services.Clock.GetTimestamp();
        var view = await _directory.Heartbeat(Node, _services.Options.LeaseTime, cancellation);
        _lived = started;
        View = view;
        _services.Store.TellsOthers = view.Nodes.Count > 1;
        var states = view.Consumers.ToDictionary(state => state.Key);
        await DropWhatEnded(states, cancellation);

        var claims = ClaimsFrom(states);
        _free.Look(claims);
        var moves = LeaseBalance.Decide(Node, view.Nodes, claims, _free.Orphans);
        foreach (var runner in _running.Leased.Where(runner => moves.GiveBack.Contains(runner.Lease!.Key)))
        {
            _running.GiveBack(runner);
        }

        await Take(moves.Take, cancellation);
        await RunPerInstance(view.Consumers, cancellation);

        // Whatever the database failed to tell is found now.
        _feed?.Look();
    }

    /// <summary>Forgets consumers that halted, were given back, or have a new fence.</summary>
    private async Task DropWhatEnded(Dictionary<ConsumerKey, ConsumerState> states, CancellationToken cancellation)
    {
        foreach (var runner in _running.Leased)
        {
            var lease = runner.Lease!;
            var isOurs = states.TryGetValue(lease.Key, out var state) && state.Owner == Node.Name && state.Fence == lease.Fence;
            if (!isOurs || runner.Ended.IsCompleted)
            {
                // A runner that has ended knows by itself why it did.
                if (!runner.Ended.IsCompleted)
                {
                    _services.Telemetry.CountLost(runner.Name);
                }

                _running.Drop(runner);
                if (isOurs)
                {
                    await _directory.Release(lease.Key, lease.Fence, cancellation);
                }
            }
        }
    }

    private List<LeaseClaim> ClaimsFrom(Dictionary<ConsumerKey, ConsumerState> states)
    {
        var claims = new List<LeaseClaim>(_shared.Count);
        foreach (var consumer in _shared)
        {
            if (states.TryGetValue(new ConsumerKey(consumer.Name), out var state) && state.Status == ConsumerStatus.Active)
            {
                var isHeld = state.IsLeased && (state.Owner != Node.Name || _running.Contains(consumer.Name));
                claims.Add(new LeaseClaim(state.Key, LaneNames.Of(consumer.Lane), isHeld ? state.Owner : null));
            }
        }

        return claims;
    }

    private async Task Take(IReadOnlyList<ConsumerKey> consumers, CancellationToken cancellation)
    {
        var taken = new Dictionary<ConsumerKey, long>();
        foreach (var key in consumers)
        {
            if (await _directory.TryTake(key, Node.Name, _services.Options.LeaseTime, cancellation) is { } fence)
            {
                taken[key] = fence;
            }
        }

        if (taken.Count == 0)
        {
            return;
        }

        // The view was older than the leases: somebody else may have moved the cursors in between.
        var states = await _directory.Read(cancellation);
        var feed = await Feed(states, cancellation);
        foreach (var state in states.Where(state => taken.TryGetValue(state.Key, out var fence) && fence == state.Fence))
        {
            ConsumerLog.Took(_services.Logger, Node.Name, state.Key.Name, state.Position);
            _services.Telemetry.CountTaken(state.Key.Name);
            Run(_shared.Single(c => c.Name == state.Key.Name), new LeasedCursor(_directory, state, state.Fence), feed);
        }
    }

    private async Task RunPerInstance(IReadOnlyList<ConsumerState> states, CancellationToken cancellation)
    {
        foreach (var consumer in _perInstance.Where(c => !_running.Contains(c.Name)))
        {
            var feed = await Feed(states, cancellation);
            Run(consumer, new MemoryCursor(feed.End), feed);
        }
    }

    private void Run(ConsumerDefinition consumer, ConsumerCursor cursor, LogFeed feed) =>
        _running.Start(consumer.Name, new ConsumerRunner(consumer, cursor, feed, _slots, _services));

    /// <summary>The log is followed from the first consumer on. Where any cursor stands, a reader has been before.</summary>
    private async Task<LogFeed> Feed(IReadOnlyList<ConsumerState> states, CancellationToken cancellation)
    {
        if (_feed is null)
        {
            var feed = new LogFeed(_services.Store, _services.Options.PageSize, KeptPages, KeptBlocks, _services.Logger);
            await feed.Start(states.Select(state => state.Position).DefaultIfEmpty().MaxBy(position => position.Value), cancellation);
            _feed = feed;
        }

        return _feed;
    }

    private async Task Leave()
    {
        try
        {
            await _directory.Leave(Node.Name);
        }
        catch (Exception exception)
        {
            // Its leases end by themselves.
            ConsumerLog.NoHeartbeat(_services.Logger, exception, Node.Name);
        }
    }
}
