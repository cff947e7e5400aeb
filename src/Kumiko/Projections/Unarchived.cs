namespace Kumiko;

/// <summary>For projections and consumers: a record's stream was taken out of the archive.</summary>
/// <typeparam name="TEntity">The entity; the event is <see cref="SystemEvents.Restored"/> on a stream of its own.</typeparam>
public sealed class Unarchived<TEntity>
    where TEntity : Entity
{
    internal Unarchived(TEntity record) => Record = record;

    /// <summary>The record as it is again.</summary>
    public TEntity Record { get; }
}
