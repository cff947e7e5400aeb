namespace Kumiko;

/// <summary>What became of an append that may fail. After each of them, the command can go on.</summary>
public abstract record AppendResult
{
    private AppendResult()
    {
    }

    /// <summary>Whether the event was appended.</summary>
    public bool IsSuccess => this is Appended;

    /// <summary>The event was appended.</summary>
    /// <param name="Version">The event's version.</param>
    public sealed record Appended(StreamVersion Version) : AppendResult;

    /// <summary>Somebody else was quicker. Nothing was written.</summary>
    /// <param name="ExpectedVersion">The version at which the stream should have stood.</param>
    /// <param name="CurrentVersion">The version at which it stands.</param>
    public sealed record Conflict(StreamVersion ExpectedVersion, StreamVersion CurrentVersion) : AppendResult;

    /// <summary>An event with the same idempotency key was appended before. Nothing was written.</summary>
    /// <param name="IdempotencyKey">The key.</param>
    public sealed record Duplicate(string IdempotencyKey) : AppendResult;
}
