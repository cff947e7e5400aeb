namespace Kumiko;

/// <summary>Which nodes get an event.</summary>
public enum Delivery
{
    /// <summary>One of them. The cursor is in the database, so that nothing is lost whichever node works.</summary>
    Shared,

    /// <summary>Every one, from its start on: for what a process keeps in memory. There is no cursor.</summary>
    PerInstance,
}
