namespace Kumiko;

/// <summary>A reference to a record of an entity, on a <see cref="Guid"/>; to several, on a list of them.</summary>
/// <typeparam name="TEntity">The entity that is referred to, of this feature or of one that this feature requires.</typeparam>
public sealed class ReferenceAttribute<TEntity> : FieldAttribute, IReferenceAttribute
    where TEntity : Entity
{
    Type IReferenceAttribute.Target => typeof(TEntity);

    /// <summary>
    /// The property of <typeparamref name="TEntity"/> that lists and details show beside the id: <c>Label = nameof(Customer.Name)</c>. A short text, a
    /// choice, a number or a date. Who may not read it there does not see it here either.
    /// </summary>
    public string? Label { get; init; }
}

internal interface IReferenceAttribute
{
    Type Target { get; }

    string? Label { get; }
}
