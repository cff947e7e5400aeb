namespace Kumiko;

/// <summary>What a stream's events have come to.</summary>
/// <param name="Id">The stream's id in the tenant.</param>
/// <param name="State">The state.</param>
/// <param name="Version">The last event that is in it.</param>
public sealed record AggregateState<TState>(Guid Id, TState State, StreamVersion Version)
    where TState : class;
