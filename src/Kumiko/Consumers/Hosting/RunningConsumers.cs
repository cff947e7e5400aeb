using Kumiko.Storage;

namespace Kumiko;

/// <summary>The consumers that a node works for now.</summary>
internal sealed class RunningConsumers(ConsumerServices services, ProgressBoard board, Action ended)
{
    private readonly Dictionary<string, ConsumerRunner> _runners = [];
    private readonly HashSet<string> _leaving = [];

    /// <summary>Those under a lease.</summary>
    public IReadOnlyList<ConsumerRunner> Leased => [.. _runners.Values.Where(runner => runner.Lease is not null)];

    public bool Contains(string consumer) => _runners.ContainsKey(consumer);

    public void Start(string consumer, ConsumerRunner runner)
    {
        _runners.Add(consumer, runner);
        board.Add(consumer, runner.Progress);
        runner.Start();
        _ = runner.Ended.ContinueWith(_ => ended(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    /// <summary>Ends a consumer whose lease is no longer the node's: what it does now would be refused.</summary>
    public void Drop(ConsumerRunner runner)
    {
        Forget(runner);
        _ = End(runner, TimeSpan.Zero);
    }

    /// <summary>Ends a consumer properly, without waiting for it, and gives it back then.</summary>
    public void GiveBack(ConsumerRunner runner)
    {
        if (_leaving.Add(runner.Name))
        {
            _ = Leave(runner);
        }
    }

    /// <summary>Ends all of them, and waits for it.</summary>
    public async Task Stop()
    {
        var runners = _runners.Values.ToList();
        await Task.WhenAll(runners.Select(runner => End(runner, services.Options.StopPatience)));
        runners.ForEach(Forget);
    }

    private async Task Leave(ConsumerRunner runner)
    {
        try
        {
            await runner.Stop(services.Options.StopPatience);
            await services.Store.Consumers.Release(runner.Lease!.Key, runner.Lease.Fence);
        }
        catch (Exception exception)
        {
            // The next heartbeat finds it still in the node's name, and not running.
            ConsumerLog.Interrupted(services.Logger, exception, runner.Name);
        }

        ended();
    }

    private static async Task End(ConsumerRunner runner, TimeSpan patience)
    {
        await runner.Stop(patience);
        runner.Dispose();
    }

    private void Forget(ConsumerRunner runner)
    {
        _runners.Remove(runner.Name);
        _leaving.Remove(runner.Name);
        board.Remove(runner.Name, runner.Progress);
    }
}
