namespace Kumiko;

/// <summary>What the rules of a field say to a user.</summary>
/// <param name="Field">The field's name on the wire.</param>
/// <param name="Admits">Whether the user sees it, or may set it.</param>
/// <param name="Rules">The rules, each with what it says. One that admits is enough.</param>
public sealed record FieldVerdict(string Field, bool Admits, IReadOnlyList<RuleVerdict> Rules);
