using System.Text.Json;

namespace Kumiko;

/// <summary>A command or query as the registry knows it.</summary>
public abstract class HandlerDefinition : IWorkOwner
{
    private protected HandlerDefinition(string name, FeatureDefinition feature, HandlerKind kind, AccessRule access, EntityDefinition? entity = null)
    {
        Entity = entity;
        Name = name;
        Feature = feature;
        Kind = kind;
        Access = access;
    }

    /// <summary>The qualified name: <c>tickets:write:ticket:solve</c>.</summary>
    public string Name { get; }

    /// <summary>The feature that declares it.</summary>
    public FeatureDefinition Feature { get; }

    /// <summary>Whether it writes.</summary>
    public HandlerKind Kind { get; }

    /// <summary>Who may call it.</summary>
    public AccessRule Access { get; }

    /// <summary>The entity that the name's first part names; null where it names none of this feature.</summary>
    public EntityDefinition? Entity { get; internal init; }

    /// <summary>What the author said behind the declaration.</summary>
    internal HandlerOptions Options { get; set; } = new();

    /// <summary>Its hooks; null for none.</summary>
    internal HandlerHooks? Hooks { get; set; }

    /// <summary>How often it may be called.</summary>
    internal IReadOnlyList<RateLimitRule> RateLimits { get; set; } = [];

    /// <summary>The input's fields; null for the standard handlers, whose input follows from the entity.</summary>
    public virtual RecordSchema? Input => null;

    /// <summary>What a command does, step by step; empty where code does it that cannot be looked into.</summary>
    public virtual IReadOnlyList<StepDefinition> Steps => [];

    /// <summary>Whether the framework generates it from an entity.</summary>
    public bool IsStandard => Input is null;

    /// <summary>Reads the payload; what is wrong goes to <paramref name="issues"/>.</summary>
    internal abstract object? Read(JsonElement payload, IssueList issues);

    /// <summary>As <see cref="Read(JsonElement, IssueList)"/>, where it depends on who asks what may be asked for.</summary>
    internal virtual object? Read(JsonElement payload, IssueList issues, InvocationServices services) => Read(payload, issues);

    /// <summary>Checks an input that C# code made.</summary>
    internal virtual void Check(object input, IssueList issues)
    {
    }

    /// <summary>Does the work.</summary>
    internal abstract Task<object?> Handle(object? input, QueryContext context);
}
