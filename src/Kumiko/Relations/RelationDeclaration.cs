namespace Kumiko;

/// <summary>What the author said of a relation, before it is checked. Members are null where the expression names no property.</summary>
internal sealed record RelationDeclaration(Type Entity, RelationKind Kind, Type Target, Type Holder, string? Key, string? FarKey, SourceLocation? Source)
{
    /// <summary>What the author said behind the declaration.</summary>
    public RelationOptions Options { get; } = new();

    /// <summary>The author's name, or the target's plural.</summary>
    public string Name => Options.Name ?? JsonNames.Camel(Names.Plural(Target.Name));
}

/// <summary>What a relation is declared with beside its ends.</summary>
internal sealed class RelationOptions
{
    public string? Name { get; set; }

    public OnDelete OnDelete { get; set; }

    public bool IsNestedWrite { get; set; }
}
