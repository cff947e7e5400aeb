using System.Collections.Concurrent;
using Kumiko.Storage;

namespace Kumiko;

/// <summary>
/// Works off the queue in one process, beside all others that do: whoever takes a task has it until its lease ends, and prolongs it while it works. A process
/// that dies leaves its tasks to the others.
/// </summary>
internal sealed class TaskHost : IAsyncDisposable
{
    private readonly TaskServices _services;
    private readonly TaskOptions _options;
    private readonly TaskRunner _runner;
    private readonly AsyncSignal _signal;
    private readonly IReadOnlyCollection<string> _kinds;
    private readonly string _node = $"{Environment.MachineName}-{Environment.ProcessId}-{Guid.NewGuid().ToString("N")[..8]}";
    private readonly ConcurrentDictionary<Guid, Task> _running = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _abort = new();
    private Task _loops = Task.CompletedTask;

    /// <param name="services">What the work needs.</param>
    /// <param name="options">How the process works.</param>
    /// <param name="signal">Set when this process has queued something.</param>
    public TaskHost(TaskServices services, TaskOptions options, AsyncSignal signal)
    {
        _services = services;
        _options = options;
        _signal = signal;
        _runner = new TaskRunner(services);
        _kinds = [.. services.Registry.TaskKinds.Select(k => k.Name)];
    }

    /// <summary>Begins to work. An application without kinds of tasks never does, and asks the database nothing.</summary>
    public void Start()
    {
        if (_kinds.Count > 0)
        {
            _loops = Task.WhenAll(Task.Run(Work), Task.Run(KeepLeases));
        }
    }

    /// <summary>Takes nothing more, and ends what runs: properly where there is time, and otherwise so that it is begun anew elsewhere.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_stop.IsCancellationRequested)
        {
            await _stop.CancelAsync();
            _signal.Set();
            await _loops;
            _abort.CancelAfter(_options.StopPatience);
            await Task.WhenAll(_running.Values);
            _stop.Dispose();
            _abort.Dispose();
        }
    }

    private async Task Work()
    {
        while (!_stop.IsCancellationRequested)
        {
            // What is queued, or ends, from here on is worth another look.
            _signal.Reset();
            if (!await TakeAll())
            {
                await Task.WhenAny(_signal.Next, Task.Delay(_options.PollInterval, _stop.Token));
            }
        }
    }

    /// <returns>Whether there may be more to take at once.</returns>
    private async Task<bool> TakeAll()
    {
        var free = _options.Concurrency - _running.Count;
        if (free <= 0)
        {
            return false;
        }

        try
        {
            var claim = new TaskClaim(_node, _kinds, _services.Clock.GetUtcNow(), _options.LeaseTime, free);
            var taken = await _services.Store.Tasks.Take(claim, _stop.Token);
            foreach (var task in taken)
            {
                _running[task.Task.Id] = Task.CompletedTask;
                _running[task.Task.Id] = Task.Run(() => Run(task));
            }

            return taken.Count > 0 && taken.Count < free;
        }
        catch (Exception exception) when (!_stop.IsCancellationRequested)
        {
            TaskLog.Unreachable(_services.Logger, exception);
            return false;
        }
        catch (Exception)
        {
            // The end interrupts a look in more than one way.
            return false;
        }
    }

    private async Task Run(QueuedTask task)
    {
        try
        {
            await _runner.Run(task, _abort.Token);
        }
        catch (Exception exception)
        {
            // Where the queue cannot be told, the lease ends by itself.
            if (!_abort.IsCancellationRequested)
            {
                TaskLog.Unreachable(_services.Logger, exception);
            }
        }
        finally
        {
            _running.TryRemove(task.Task.Id, out _);
            _signal.Set();
        }
    }

    private async Task KeepLeases()
    {
        while (true)
        {
            await Task.Delay(_options.LeaseTime / 3, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (_stop.IsCancellationRequested)
            {
                return;
            }

            if (_running.IsEmpty)
            {
                continue;
            }

            try
            {
                await _services.Store.Tasks.Prolong(_node, _options.LeaseTime, _stop.Token);
            }
            catch (Exception exception)
            {
                // Whoever loses a lease finds out when the work is committed.
                TaskLog.Unreachable(_services.Logger, exception);
            }
        }
    }
}
