namespace Kumiko;

/// <summary>Knows the records that events are about.</summary>
internal interface IEntityStates
{
    /// <summary>The record before and after an event; null where there is none.</summary>
    ValueTask<(EntityState? Before, EntityState? After)> Around(EntityDefinition entity, StoredEvent stored, CancellationToken cancellation);
}

/// <summary>
/// The record that a command has at hand. What the event changed is read from the event, as it will be read later, and not taken from the
/// author's object.
/// </summary>
internal sealed class EntityStateAtHand(EntityState? before) : IEntityStates
{
    public ValueTask<(EntityState? Before, EntityState? After)> Around(EntityDefinition entity, StoredEvent stored, CancellationToken cancellation) =>
        new((before, EntityProjection.Apply(entity, before, EntityProjection.Interpret(entity, stored))));
}
