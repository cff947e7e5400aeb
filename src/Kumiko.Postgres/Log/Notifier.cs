using System.Threading.Channels;
using Npgsql;

namespace Kumiko.Postgres.Log;

/// <summary>
/// Tells other processes of commits, beside the commands and never in their transactions: a notification takes a lock at its commit that
/// the whole server shares. Commits that come while it pauses are one notification.
/// </summary>
internal sealed class Notifier(NpgsqlDataSource source) : IAsyncDisposable
{
    // It may be lost with the server, as whoever listened was. Otherwise everybody would wait for the disk behind the shared lock.
    private const string Notify = $"select set_config('synchronous_commit', 'off', true), pg_notify({NotificationListener.Channel}, $1)";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    private readonly Channel<bool> _wishes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Lock _starting = new();
    private Task? _work;

    /// <summary>What the notifications of this store carry, so that it can tell them from those of others.</summary>
    public string Name { get; } = Guid.NewGuid().ToString("n");

    /// <summary>Asks for a notification. Never waits.</summary>
    public void Tell()
    {
        _wishes.Writer.TryWrite(true);
        if (Volatile.Read(ref _work) is null)
        {
            lock (_starting)
            {
                _work ??= Task.Run(Work);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        _wishes.Writer.TryComplete();
        if (_work is not null)
        {
            await _work;
        }
    }

    private async Task Work()
    {
        await foreach (var _ in _wishes.Reader.ReadAllAsync())
        {
            try
            {
                await using var command = source.CreateCommand(Notify);
                command.Parameters.Add(Parameters.Text(Name));
                await command.ExecuteNonQueryAsync();
            }
            catch (Exception lost) when (lost is NpgsqlException or ObjectDisposedException or TimeoutException)
            {
                // Whoever listens looks by itself after a while, and the next commit tries again.
            }

            await Task.Delay(Pause);
        }
    }
}
