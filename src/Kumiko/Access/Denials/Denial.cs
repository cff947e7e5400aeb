namespace Kumiko;

/// <summary>
/// Which rule refused a call, for developers and operators. It names rules, records and callers, never what a record holds. Clients see it in
/// development only; it changes nothing about the failure that they get.
/// </summary>
public sealed record Denial
{
    /// <summary>The kind of rule.</summary>
    public required DenialKind Kind { get; init; }

    /// <summary>The rules that were asked, each with what it said. None of them let the call pass.</summary>
    public required IReadOnlyList<RuleVerdict> Rules { get; init; }

    /// <summary>The handler that was refused, or that met the rule; null where the failure has not left the dispatcher yet.</summary>
    public string? Handler { get; init; }

    /// <summary>The entity whose rule it is; null where it is none's.</summary>
    public string? Entity { get; init; }

    /// <summary>The record; null where it is about none, or it had no id yet.</summary>
    public string? Record { get; init; }

    /// <summary>The field on the wire; null where it is about none.</summary>
    public string? Field { get; init; }

    /// <summary>Who called; null where the failure has not left the dispatcher yet.</summary>
    public User? Caller { get; init; }

    /// <summary>All rules and what they said, in one line.</summary>
    public string Summary => string.Join(" ", Rules.Select(r => $"[{r.Rule}] {r.Why}"));

    internal static Denial Of(DenialKind kind, string rule, string why) => new() { Kind = kind, Rules = [new RuleVerdict(rule, false, why)] };

    /// <summary>As it stands among the details of a failure, in development.</summary>
    internal Dictionary<string, object?> ToDetails()
    {
        var details = new Dictionary<string, object?> { ["kind"] = JsonNames.Camel(Kind.ToString()) };
        Add("handler", Handler);
        Add("entity", Entity);
        Add("record", Record);
        Add("field", Field);
        details["rules"] = Rules.Select(r => new Dictionary<string, object?> { ["rule"] = r.Rule, ["admits"] = r.Admits, ["why"] = r.Why }).ToList();
        if (Caller is not null)
        {
            details["user"] = Caller.Id.Value;
            details["tenant"] = Caller.Tenant.ToString();
            details["roles"] = Caller.Roles;
        }

        return details;

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                details[name] = value;
            }
        }
    }
}
