namespace Kumiko;

/// <summary>What became of a batch of commands.</summary>
public sealed record BatchOutcome
{
    /// <summary>The data of each completed command as UTF-8 JSON, in order. After a failure: of those before it, which were undone.</summary>
    public required IReadOnlyList<ReadOnlyMemory<byte>> Results { get; init; }

    /// <summary>Why the batch failed; null after success.</summary>
    public KumikoException? Error { get; init; }

    /// <summary>The index of the command that failed. Null after success, and where the failure belongs to no single command.</summary>
    public int? FailedIndex { get; init; }

    /// <summary>Whether this is the stored answer to an earlier request with the same id.</summary>
    public bool IsReplay { get; init; }

    /// <summary>
    /// Where the batch's last event stands in the log; null when it wrote none or failed. Of a replay, a position at or behind it.
    /// </summary>
    public EventPosition? Position { get; init; }

    /// <summary>Whether every command was carried out and committed.</summary>
    public bool IsSuccess => Error is null;
}
