namespace Kumiko;

/// <summary>Says which standard commands and queries an entity has, and who may call them.</summary>
public sealed class CrudBuilder
{
    private readonly Dictionary<CrudVerb, AccessRule> _own = [];
    private readonly HashSet<CrudVerb> _left = [];
    private readonly Dictionary<CrudVerb, HandlerOptions> _options = [];
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

    /// <summary>Limits how often a verb may be called.</summary>
    /// <inheritdoc cref="HandlerBuilder.RateLimit"/>
    /// <param name="verb">The verb; each has buckets as an own command would.</param>
    /// <param name="limit">How many calls at once, and in a window in the long run.</param>
    /// <param name="per">Whose calls count together.</param>
    /// <param name="window">How long it takes until all of the limit is free again.</param>
    /// <param name="cost">What one call uses up of the limit.</param>
    public CrudBuilder RateLimit(CrudVerb verb, int limit, RateLimitPer per, TimeSpan window, int cost = 1)
    {
        OptionsOf(verb).RateLimits.Add(new RateLimit(limit, per, window, cost));
        return this;
    }

    /// <summary>What was said of a verb, as of an own handler.</summary>
    internal HandlerOptions OptionsOf(CrudVerb verb) => _options.TryGetValue(verb, out var options) ? options : _options[verb] = new HandlerOptions();

    /// <summary>The rule for a verb; null when the verb was left out.</summary>
    internal AccessRule? RuleFor(CrudVerb verb) => _left.Contains(verb) ? null
        : _own.GetValueOrDefault(verb) ?? (verb is CrudVerb.List or CrudVerb.Detail or CrudVerb.History ? _read : _write);

    /// <summary>Whether the author asked for a verb by name.</summary>
    internal bool Names(CrudVerb verb) => _own.ContainsKey(verb);
}
