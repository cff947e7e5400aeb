using Kumiko.Storage;

namespace Kumiko;

/// <summary>How a consumer stands.</summary>
internal sealed record ConsumerReport
{
    public required ConsumerState State { get; init; }

    /// <summary>How many events it still has to deal with, of the types that it handles.</summary>
    public required long LagEvents { get; init; }

    /// <summary>How long ago the next of them was recorded; zero when there is none.</summary>
    public required TimeSpan Lag { get; init; }

    /// <summary>How many dead letters it has.</summary>
    public required long DeadLetters { get; init; }
}
