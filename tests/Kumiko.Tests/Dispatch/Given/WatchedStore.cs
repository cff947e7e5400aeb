using Kumiko.Storage;

namespace Kumiko.Tests.Dispatch;

/// <summary>A store that lets a test look on, and throw, at the moments when something becomes lasting. It does not own the store behind it.</summary>
internal sealed class WatchedStore(Store store) : ForwardingStore(store)
{
    /// <summary>Called before a batch of operations goes to the database.</summary>
    public Action<IReadOnlyList<WriteOperation>>? BeforeExecute { get; set; }

    /// <summary>Called before rows are read.</summary>
    public Action? BeforeRead { get; set; }

    /// <summary>Called before the commit of an opened transaction.</summary>
    public Action? BeforeCommit { get; set; }

    public override StoreSession NewSession() => new Session(this, base.NewSession());

    private sealed class Session(WatchedStore watch, StoreSession session) : ForwardingSession(session)
    {
        public override Task<EventPosition?> Execute(IReadOnlyList<WriteOperation> operations, CancellationToken cancellation = default)
        {
            watch.BeforeExecute?.Invoke(operations);
            return base.Execute(operations, cancellation);
        }

        public override Task<IReadOnlyList<object?[]>> ReadRows(RowQuery query, CancellationToken cancellation = default)
        {
            watch.BeforeRead?.Invoke();
            return base.ReadRows(query, cancellation);
        }

        public override Task Commit(CancellationToken cancellation = default)
        {
            watch.BeforeCommit?.Invoke();
            return base.Commit(cancellation);
        }
    }
}
