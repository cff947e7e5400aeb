namespace Kumiko;

/// <summary>A reference to a record of an entity, on a <see cref="Guid"/>; to several, on a list of them.</summary>
/// <typeparam name="TEntity">The entity that is referred to, of this feature or of one that this feature requires.</typeparam>
public sealed class ReferenceAttribute<TEntity> : FieldAttribute, IReferenceAttribute
    where TEntity : Entity
{
    Type IReferenceAttribute.Target => typeof(TEntity);
}

internal interface IReferenceAttribute
{
    Type Target { get; }
}
