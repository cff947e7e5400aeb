namespace Kumiko;

/// <summary>How the records of two entities belong together.</summary>
public enum RelationKind
{
    /// <summary>A record refers to one of the other entity. Every single reference field is such a relation.</summary>
    BelongsTo,

    /// <summary>Records of the other entity refer to this one.</summary>
    HasMany,

    /// <summary>Records of a third entity refer to both.</summary>
    ManyToMany,
}
