namespace Kumiko;

/// <summary>A list of steps inside another step.</summary>
/// <param name="Name">Which one it is: <c>onTrue</c> and <c>onFalse</c> of a branch, <c>each</c> of a loop.</param>
/// <param name="Steps">The steps, in the order in which they run.</param>
public sealed record StepBody(string Name, IReadOnlyList<StepDefinition> Steps);
