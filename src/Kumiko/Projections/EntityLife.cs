namespace Kumiko;

/// <summary>One kind of event in the life of an entity's records, and how it is shown to handlers.</summary>
internal abstract class EntityLife(EntityDefinition entity, string eventType)
{
    private static readonly Dictionary<Type, Func<EntityDefinition, string>> Kinds = new()
    {
        [typeof(Created<>)] = entity => entity.Name + EntityProjection.Created,
        [typeof(Updated<>)] = entity => entity.Name + EntityProjection.Updated,
        [typeof(Deleted<>)] = entity => entity.Name + EntityProjection.Deleted,
        [typeof(Restored<>)] = entity => entity.Name + EntityProjection.Restored,
        [typeof(Archived<>)] = _ => SystemEvents.Archived,
        [typeof(Unarchived<>)] = _ => SystemEvents.Restored,
    };

    public EntityDefinition Entity => entity;

    public string EventType => eventType;

    /// <summary>The entity's class that <c>Created&lt;Ticket&gt;</c> and its siblings name; null for any other type.</summary>
    public static Type? EntityOf(Type data) =>
        data.IsGenericType && Kinds.ContainsKey(data.GetGenericTypeDefinition()) ? data.GetGenericArguments()[0] : null;

    /// <param name="data"><c>Created&lt;Ticket&gt;</c> or one of its siblings.</param>
    /// <param name="entity">The entity that it names.</param>
    public static EntityLife Of(Type data, EntityDefinition entity)
    {
        var kind = data.GetGenericTypeDefinition();
        return (EntityLife)Activator.CreateInstance(typeof(EntityLife<>).MakeGenericType(entity.Type), entity, Kinds[kind](entity), kind)!;
    }

    /// <summary>Makes what handlers get.</summary>
    /// <param name="before">The record before the event; null for none.</param>
    /// <param name="after">The record after the event; null when it is gone.</param>
    public abstract object DataOf(EntityState? before, EntityState? after);
}

internal sealed class EntityLife<TEntity>(EntityDefinition entity, string eventType, Type kind) : EntityLife(entity, eventType)
    where TEntity : Entity
{
    private readonly Func<EntityLife<TEntity>, EntityState?, EntityState?, object> _show = kind switch
    {
        _ when kind == typeof(Created<>) => static (life, _, after) => new Created<TEntity>(life.Record(after)),
        _ when kind == typeof(Updated<>) => static (life, before, after) => new Updated<TEntity>(life.Record(before), life.Record(after)),
        _ when kind == typeof(Deleted<>) => static (life, before, _) => new Deleted<TEntity>(life.Record(before)),
        _ when kind == typeof(Restored<>) => static (life, _, after) => new Restored<TEntity>(life.Record(after)),
        _ when kind == typeof(Archived<>) => static (life, before, _) => new Archived<TEntity>(life.Record(before)),
        _ => static (life, _, after) => new Unarchived<TEntity>(life.Record(after)),
    };

    public override object DataOf(EntityState? before, EntityState? after) => _show(this, before, after);

    private TEntity Record(EntityState? state) => (TEntity)Entity.Materialize(state
        ?? throw new InvalidOperationException($"An event of type '{EventType}' stands in a stream in which '{Entity.Name}' has no record."));
}
