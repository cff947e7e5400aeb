using Kumiko.Storage;
using Kumiko.Tests.Dispatch;

namespace Kumiko.Tests.Consumers;

/// <summary>Counts what is asked of a database.</summary>
internal sealed class CountingStore(Store store) : ForwardingStore(store)
{
    private int _sessions;
    private int _looks;
    private int _logReads;

    /// <summary>How many units of work were begun.</summary>
    public int Sessions => Volatile.Read(ref _sessions);

    /// <summary>How often the end of the log was looked at.</summary>
    public int Looks => Volatile.Read(ref _looks);

    /// <summary>How many pages of the log were read that are not at its end.</summary>
    public int LogReads => Volatile.Read(ref _logReads);

    public override StoreSession NewSession()
    {
        Interlocked.Increment(ref _sessions);
        return new Session(this, base.NewSession());
    }

    public override LogReader OpenLog(EventPosition after) => new Reader(this, base.OpenLog(after));

    private sealed class Session(CountingStore counts, StoreSession session) : ForwardingSession(session)
    {
        public override Task<IReadOnlyList<StoredEvent>> ReadLog(LogQuery query, CancellationToken cancellation = default)
        {
            Interlocked.Increment(ref counts._logReads);
            return base.ReadLog(query, cancellation);
        }
    }

    private sealed class Reader(CountingStore counts, LogReader reader) : LogReader
    {
        public override EventPosition Position => reader.Position;

        public override TimeSpan GapAge => reader.GapAge;

        public override Task<IReadOnlyList<StoredEvent>> Read(int limit, CancellationToken cancellation = default)
        {
            Interlocked.Increment(ref counts._looks);
            return reader.Read(limit, cancellation);
        }

        public override Task<EventPosition> SkipToEnd(CancellationToken cancellation = default) => reader.SkipToEnd(cancellation);

        public override ValueTask DisposeAsync() => reader.DisposeAsync();
    }
}
