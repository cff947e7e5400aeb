namespace Kumiko;

/// <summary>For projections and consumers: a record that was marked as deleted is back.</summary>
/// <typeparam name="TEntity">The entity; the event is its <c>.restored</c>.</typeparam>
public sealed class Restored<TEntity>
    where TEntity : Entity
{
    internal Restored(TEntity record) => Record = record;

    /// <summary>The record as it is again.</summary>
    public TEntity Record { get; }
}
