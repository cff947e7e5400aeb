namespace Kumiko;

/// <summary>For projections and consumers: fields of a record changed.</summary>
/// <typeparam name="TEntity">The entity; the event is its <c>.updated</c>.</typeparam>
public sealed class Updated<TEntity>
    where TEntity : Entity
{
    internal Updated(TEntity before, TEntity after)
    {
        Before = before;
        After = after;
    }

    /// <summary>The whole record as it was before.</summary>
    public TEntity Before { get; }

    /// <summary>The whole record as it was afterwards.</summary>
    public TEntity After { get; }

    /// <summary>Whether something is another value than before: <c>e.Data.Changed(t => t.Status)</c>.</summary>
    public bool Changed<TValue>(Func<TEntity, TValue> value) => !EqualityComparer<TValue>.Default.Equals(value(Before), value(After));
}
