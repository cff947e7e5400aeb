namespace Kumiko;

/// <summary>A relation of an entity, as the registry knows it.</summary>
public sealed class RelationDefinition
{
    /// <summary>The name on the wire, in camelCase; unique among the entity's relations and fields.</summary>
    public required string Name { get; init; }

    /// <summary>How the records belong together.</summary>
    public required RelationKind Kind { get; init; }

    /// <summary>The feature that declares it, which need not be the entity's.</summary>
    public required string Feature { get; init; }

    /// <summary>The entity whose relation it is.</summary>
    public required EntityDefinition Entity { get; init; }

    /// <summary>The entity that it leads to.</summary>
    public required EntityDefinition Target { get; init; }

    /// <summary>The entity whose records hold the references: one of the two, or the third one between them.</summary>
    public required EntityDefinition Holder { get; init; }

    /// <summary>The field of <see cref="Holder"/> that refers to <see cref="Entity"/>; of a record that belongs to another, to <see cref="Target"/>.</summary>
    public required Field Key { get; init; }

    /// <summary>The field of <see cref="Holder"/> that refers to <see cref="Target"/>; null unless many belong to many.</summary>
    public Field? FarKey { get; init; }

    /// <summary>What becomes of the records of <see cref="Holder"/> when one of <see cref="Entity"/> is deleted.</summary>
    public OnDelete OnDelete { get; init; }

    /// <summary>Whether records of <see cref="Target"/> can be created together with the one that they belong to.</summary>
    public bool IsNestedWrite { get; init; }
}
