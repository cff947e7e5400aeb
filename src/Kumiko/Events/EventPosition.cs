namespace Kumiko;

/// <summary>An event's place in the log of the whole database. Positions only grow; they may leave holes on PostgreSQL.</summary>
/// <param name="Value">0 is before the first event.</param>
public readonly record struct EventPosition(long Value)
{
    /// <summary>The place before the first event.</summary>
    public static EventPosition Start { get; }

    /// <summary>The position as a decimal number.</summary>
    public override string ToString() => Value.ToString();
}
