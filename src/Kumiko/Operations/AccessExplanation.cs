namespace Kumiko;

/// <summary>What the rules say to a user, in the order in which they are asked.</summary>
/// <param name="Admits">Whether all of them let the call pass.</param>
/// <param name="Steps">The rules, up to the first step that refuses.</param>
/// <param name="Fields">The fields that have rules, once the record is let pass.</param>
public sealed record AccessExplanation(bool Admits, IReadOnlyList<AccessStep> Steps, IReadOnlyList<FieldVerdict> Fields);
