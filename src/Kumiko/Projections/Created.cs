namespace Kumiko;

/// <summary>For projections and consumers: a record came into being.</summary>
/// <typeparam name="TEntity">The entity; the event is its <c>.created</c>.</typeparam>
public sealed class Created<TEntity>
    where TEntity : Entity
{
    internal Created(TEntity record) => Record = record;

    /// <summary>The record as it was created.</summary>
    public TEntity Record { get; }
}
