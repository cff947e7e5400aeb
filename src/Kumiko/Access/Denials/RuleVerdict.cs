namespace Kumiko;

/// <summary>What one rule says to a call.</summary>
/// <param name="Rule">The rule as it was declared: <c>roles Seller where deal.SellerId == user.Id.Value</c>.</param>
/// <param name="Admits">Whether it would let the call pass. Of several rules, one that does is enough.</param>
/// <param name="Why">Why, in one sentence.</param>
public sealed record RuleVerdict(string Rule, bool Admits, string Why);
