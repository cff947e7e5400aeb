using Kumiko.Postgres.Log;
using Kumiko.Storage;
using Npgsql;

namespace Kumiko.Postgres;

public sealed partial class PostgresStore
{
    // Otherwise a listener whose other end has vanished would be silent for ever.
    private const int SecondsBetweenSignsOfLife = 30;

    private readonly LogSignal _signal = new();
    private readonly NpgsqlDataSource _unpooled;
    private readonly Notifier _notifier;

    /// <inheritdoc/>
    public override LogReader OpenLog(EventPosition after) => new PostgresLogReader(this, after);

    /// <inheritdoc/>
    public override async Task<LogListener> Listen(CancellationToken cancellation = default)
    {
        var others = await NotificationListener.Start(_unpooled, _notifier.Name, _signal, cancellation);
        return _signal.Listen(others.DisposeAsync);
    }

    /// <summary>Tells everybody who should know that events were committed.</summary>
    internal void EventsWereCommitted()
    {
        _signal.Raise();
        if (TellsOthers)
        {
            _notifier.Tell();
        }
    }

    private static NpgsqlDataSource Unpooled(string connectionString) =>
        NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString)
        {
            Pooling = false,
            KeepAlive = SecondsBetweenSignsOfLife,
        });
}
