using Kumiko.Storage;
using Npgsql;

namespace Kumiko.Postgres.Log;

/// <summary>
/// A connection that hears what other processes tell. When it breaks, another one is opened; what was missed meanwhile makes that count as
/// a signal, too.
/// </summary>
internal sealed class NotificationListener : IAsyncDisposable
{
    /// <summary>The channel's name as an expression: neighbours in one database have other schemas, and must not wake each other.</summary>
    public const string Channel = "'kumiko_events_' || hashtext(current_schema())";

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    private readonly NpgsqlDataSource _source;
    private readonly string _ownName;
    private readonly LogSignal _signal;
    private readonly CancellationTokenSource _stop = new();
    private Task _work = Task.CompletedTask;

    private NotificationListener(NpgsqlDataSource source, string ownName, LogSignal signal) =>
        (_source, _ownName, _signal) = (source, ownName, signal);

    /// <param name="source">Gives connections that belong to no pool.</param>
    /// <param name="ownName">What the notifications of this process carry: it knows of its commits already.</param>
    /// <param name="signal">What is raised.</param>
    /// <param name="cancellation">Ends the wait for the first connection.</param>
    public static async Task<NotificationListener> Start(NpgsqlDataSource source, string ownName, LogSignal signal, CancellationToken cancellation)
    {
        var listener = new NotificationListener(source, ownName, signal);
        listener._work = listener.Work(await listener.Connect(cancellation));
        return listener;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _work;
        _stop.Dispose();
    }

    private async Task Work(NpgsqlConnection connection)
    {
        try
        {
            while (true)
            {
                await WaitUntilBroken(connection);
                connection = await Reconnect();
                _signal.Raise();
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
        }
    }

    private async Task WaitUntilBroken(NpgsqlConnection connection)
    {
        await using (connection)
        {
            try
            {
                while (true)
                {
                    await connection.WaitAsync(_stop.Token);
                }
            }
            catch (Exception broken) when (broken is not OperationCanceledException)
            {
                // Whatever it was, a new connection is the answer.
            }
        }
    }

    private async Task<NpgsqlConnection> Reconnect()
    {
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                return await Connect(_stop.Token);
            }
            catch (Exception failed) when (failed is not OperationCanceledException)
            {
                await Task.Delay(pause, _stop.Token);
            }
        }
    }

    private async Task<NpgsqlConnection> Connect(CancellationToken cancellation)
    {
        var connection = await _source.OpenConnectionAsync(cancellation);
        try
        {
            await using var name = new NpgsqlCommand($"select {Channel}", connection);
            await using var listen = new NpgsqlCommand($"listen {Sql.Name((string)(await name.ExecuteScalarAsync(cancellation))!)}", connection);
            await listen.ExecuteNonQueryAsync(cancellation);
            connection.Notification += (_, told) =>
            {
                if (told.Payload != _ownName)
                {
                    _signal.Raise();
                }
            };
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
