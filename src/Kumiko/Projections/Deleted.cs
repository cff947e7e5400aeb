namespace Kumiko;

/// <summary>For projections and consumers: a record was deleted or, with soft delete, marked.</summary>
/// <typeparam name="TEntity">The entity; the event is its <c>.deleted</c>.</typeparam>
public sealed class Deleted<TEntity>
    where TEntity : Entity
{
    internal Deleted(TEntity record) => Record = record;

    /// <summary>The record as it was before.</summary>
    public TEntity Record { get; }
}
