namespace Kumiko;

/// <summary>How a query is answered.</summary>
public sealed record QueryOptions
{
    /// <summary>
    /// When given, the query runs once every consumer's table knows all events up to here. Take it from <see cref="BatchOutcome.Position"/> to
    /// see what was just written.
    /// </summary>
    public EventPosition? WaitFor { get; init; }

    /// <summary>How long to wait for it; 5 seconds by default, 30 at the most.</summary>
    public TimeSpan? WaitTimeout { get; init; }
}
