namespace Kumiko;

/// <summary>One kind of rule that a call meets.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Admits">Whether the call passes.</param>
/// <param name="Rules">The rules, each with what it says. One that admits is enough; where there are none, everybody passes.</param>
public sealed record AccessStep(DenialKind Kind, bool Admits, IReadOnlyList<RuleVerdict> Rules);
