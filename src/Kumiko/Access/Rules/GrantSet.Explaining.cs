using Kumiko.Storage;

namespace Kumiko;

/// <content>What the grants say, in words.</content>
internal sealed partial class GrantSet
{
    /// <summary>What each grant says to a user, without a record: whether the user is named, and what else is asked for.</summary>
    public IReadOnlyList<RuleVerdict> Explain(User user) => [.. grants.Select(g => Explain(g, user, filter => null))];

    /// <summary>What each grant says to a user and a record, before a change and after it.</summary>
    /// <inheritdoc cref="Accepts"/>
    public IReadOnlyList<RuleVerdict> Explain(User user, EntityColumns columns, EntityState? before, EntityState? after) =>
        [.. grants.Select(g => Explain(g, user, filter =>
            before is not null && !RowMatcher.Matches(filter, columns, before) ? "It does not hold for the record."
            : after is not null && !RowMatcher.Matches(filter, columns, after) ? "It does not hold for the record as it would be."
            : null))];

    private static RuleVerdict Explain(Grant grant, User user, Func<RowFilter, string?> problemOf)
    {
        var rule = grant.Condition is { } condition ? $"{grant.Who} where {condition.Text}" : grant.Who.ToString();
        if (!grant.Who.Allows(user))
        {
            return new RuleVerdict(rule, false, AccessRule.WhyNot(user));
        }

        if (grant.Where is null)
        {
            return new RuleVerdict(rule, true, "It asks for nothing else.");
        }

        var missing = grant.Condition?.Claims.Where(c => !user.Claims.Has(c)).ToList() ?? [];
        var needs = missing.Count == 0 ? "" : $" The caller has no claim {string.Join(", ", missing.Select(c => $"'{c}'"))}.";
        var filter = grant.Where.Bind(user);
        return filter.IsNothing() ? new RuleVerdict(rule, false, "It holds for no record of this caller." + needs)
            : problemOf(filter) is { } problem ? new RuleVerdict(rule, false, problem + needs)
            : new RuleVerdict(rule, true, "It holds.");
    }
}
