namespace Kumiko;

/// <summary>Asks how all consumers with a cursor stand. Answers with <see cref="ConsumerReport"/>s.</summary>
public sealed record ListConsumers;

/// <summary>Stops a consumer until it is resumed.</summary>
/// <param name="Consumer">The qualified name.</param>
public sealed record PauseConsumer(string Consumer);

/// <summary>Lets a consumer go on that was paused or has failed.</summary>
/// <param name="Consumer">The qualified name.</param>
public sealed record ResumeConsumer(string Consumer);

/// <summary>Passes over the next event of a consumer. Answers with a <see cref="SkippedEvent"/>.</summary>
/// <param name="Consumer">The qualified name.</param>
/// <param name="Position">The event that is meant, so that a repetition does not pass over the one behind it; left out for whichever is the next.</param>
public sealed record SkipEvent(string Consumer, [property: Number(Min = 1)] long? Position = null);

/// <summary>The event that a consumer will not see.</summary>
/// <param name="Position">Its place in the log; null when there was none left to skip.</param>
/// <param name="Type">Its type.</param>
public sealed record SkippedEvent(EventPosition? Position, string? Type);

/// <summary>Lets a consumer without a table see the events behind a position again.</summary>
/// <param name="Consumer">The qualified name.</param>
/// <param name="Position">The position; 0 for all events.</param>
public sealed record RewindConsumer(string Consumer, [property: Number(Min = 0)] long Position);

/// <summary>Asks for dead letters, oldest first. Answers with <see cref="Storage.DeadLetter"/>s.</summary>
/// <param name="Consumer">The only consumer whose letters are meant; left out for all.</param>
/// <param name="Limit">How many at the most.</param>
public sealed record ListDeadLetters(string? Consumer = null, [property: Number(Min = 1, Max = 1000)] int Limit = 100);

/// <summary>Delivers one dead letter again, or all of a consumer. Answers with a <see cref="ReplayResult"/>.</summary>
/// <param name="Letter">The letter's id.</param>
/// <param name="Consumer">The consumer; exactly one of the two is given.</param>
public sealed record ReplayDeadLetters(Guid? Letter = null, string? Consumer = null);
