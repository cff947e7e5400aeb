namespace Kumiko;

/// <summary>A hook as the registry knows it.</summary>
public sealed class HookDefinition : IWorkOwner
{
    internal HookDefinition(HookDeclaration declaration, FeatureDefinition feature, string target)
    {
        Declaration = declaration;
        Feature = feature;
        Target = target;
        Name = Names.Qualify(feature.Name, "hook", declaration.Phase?.TaskName ?? $"{declaration.Kind}:{target.Split(':', 3)[^1]}");
    }

    /// <summary>The name of the queued work, <c>tickets:hook:tell-owner</c>; for all other hooks the kind and the target, for messages.</summary>
    public string Name { get; }

    /// <summary>The feature that declares it. While that is off for a tenant, the hook does not run there.</summary>
    public FeatureDefinition Feature { get; }

    /// <summary>When it runs.</summary>
    public HookKind Kind => Declaration.Kind;

    /// <summary>The phase of hooks that follow from a write; null for all others.</summary>
    public HookPhase? Phase => Declaration.Phase;

    /// <summary>The qualified name of the handler, or the name of the entity.</summary>
    public string Target { get; }

    internal HookDeclaration Declaration { get; }

    /// <summary>What is queued for it; null where it runs in the transaction.</summary>
    internal TaskKind? Task { get; set; }
}
