using Kumiko.Storage;

namespace Kumiko.Sqlite;

public sealed partial class SqliteStore
{
    private readonly LogSignal _signal = new();
    private readonly OtherProcesses _others;

    /// <inheritdoc/>
    /// <remarks>A file cannot tell other processes anything: while this is on, listeners look for themselves.</remarks>
    public override bool TellsOthers
    {
        get => _others.IsWatched;
        set => _others.IsWatched = value;
    }

    /// <inheritdoc/>
    public override LogReader OpenLog(EventPosition after) => new SqliteLogReader(new SqliteSession(_readers, _writer, _rows), after);

    /// <inheritdoc/>
    public override Task<LogListener> Listen(CancellationToken cancellation = default)
    {
        if (cancellation.IsCancellationRequested)
        {
            return Task.FromCanceled<LogListener>(cancellation);
        }

        var listener = _signal.Listen(() =>
        {
            _others.Look();
            return ValueTask.CompletedTask;
        });
        _others.Look();
        return Task.FromResult(listener);
    }
}
