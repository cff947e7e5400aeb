namespace Kumiko;

/// <summary>Says which standard commands and queries an entity has, and who may call them.</summary>
public sealed class CrudBuilder
{
    private readonly Dictionary<CrudVerb, AccessRule> _own = [];
    private readonly HashSet<CrudVerb> _left = [];
    private readonly AccessRule _write;
    private readonly AccessRule _read;

    internal CrudBuilder(AccessRule write, AccessRule read)
    {
        _write = write;
        _read = read;
    }

    /// <summary>Leaves verbs out: their handlers do not exist.</summary>
    public CrudBuilder Without(params CrudVerb[] verbs)
    {
        _left.UnionWith(verbs);
        return this;
    }

    /// <summary>Gives a verb a rule of its own.</summary>
    public CrudBuilder Allow(CrudVerb verb, AccessRule access)
    {
        _own[verb] = access;
        return this;
    }

    /// <summary>The rule for a verb; null when the verb was left out.</summary>
    internal AccessRule? RuleFor(CrudVerb verb) => _left.Contains(verb) ? null
        : _own.GetValueOrDefault(verb) ?? (verb is CrudVerb.List or CrudVerb.Detail or CrudVerb.History ? _read : _write);

    /// <summary>Whether the author asked for a verb by name.</summary>
    internal bool Names(CrudVerb verb) => _own.ContainsKey(verb);
}
