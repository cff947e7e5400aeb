using Kumiko.Storage;

namespace Kumiko.Sqlite;

/// <summary>A batch that waits for the writer. Either the writer takes it or its caller withdraws it, never both.</summary>
internal sealed class PendingBatch(IReadOnlyList<WriteOperation> operations)
{
    private readonly TaskCompletionSource<EventPosition?> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _claimed;
    private EventPosition? _position;
    private Exception? _failure;

    public IReadOnlyList<WriteOperation> Operations { get; } = operations;

    public Task<EventPosition?> Completion => _completion.Task;

    /// <summary>Whether the batch appended events, as far as it is known.</summary>
    public bool HasAppended => _position is not null;

    /// <summary>Takes or withdraws the batch; false when the other side was first.</summary>
    public bool TryClaim() => Interlocked.Exchange(ref _claimed, 1) == 0;

    /// <summary>Notes what the batch will answer, once the transaction is committed.</summary>
    public void Done(EventPosition? position) => _position = position;

    /// <summary>Notes why the batch was undone. Even that is true only once the transaction, whose state it speaks of, is committed.</summary>
    public void Failed(Exception failure) => _failure = failure;

    /// <summary>Answers the caller with what was noted.</summary>
    public void Settle()
    {
        if (_failure is null)
        {
            _completion.TrySetResult(_position);
        }
        else
        {
            _completion.TrySetException(_failure);
        }
    }

    /// <summary>Answers the caller that the transaction as a whole did not happen.</summary>
    public void Fail(Exception failure) => _completion.TrySetException(failure);
}
