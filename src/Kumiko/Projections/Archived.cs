namespace Kumiko;

/// <summary>For projections and consumers: a record's stream was archived, and the record is gone from its table.</summary>
/// <typeparam name="TEntity">The entity; the event is <see cref="SystemEvents.Archived"/> on a stream of its own.</typeparam>
public sealed class Archived<TEntity>
    where TEntity : Entity
{
    internal Archived(TEntity record) => Record = record;

    /// <summary>The record as it was before.</summary>
    public TEntity Record { get; }
}
