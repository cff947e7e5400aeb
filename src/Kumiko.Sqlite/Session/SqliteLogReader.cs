using Kumiko.Storage;

namespace Kumiko.Sqlite;

/// <summary>Writers take turns, so events become visible in the order of their positions: whatever can be seen is final.</summary>
internal sealed class SqliteLogReader(SqliteSession session, EventPosition after) : LogReader
{
    private EventPosition _position = after;

    public override EventPosition Position => _position;

    public override TimeSpan GapAge => TimeSpan.Zero;

    public override Task<IReadOnlyList<StoredEvent>> Read(int limit, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        return session.Read(
            connection =>
            {
                var page = LogStatements.Read(connection, new LogQuery { After = _position, Limit = limit });
                _position = page.Count == 0 ? _position : page[^1].Position;
                return page;
            },
            cancellation);
    }

    public override Task<EventPosition> SkipToEnd(CancellationToken cancellation = default) => session.Read(
        connection => _position = new EventPosition(Math.Max(_position.Value, LogStatements.LastPosition(connection) ?? 0)),
        cancellation);

    public override ValueTask DisposeAsync() => session.DisposeAsync();
}
