using System.Runtime.CompilerServices;

namespace Kumiko;

/// <summary>Says what steps of the feature's commands may do beyond the feature's own records.</summary>
public sealed class RequirementBuilder
{
    private readonly List<StepRequirement> _requirements;

    internal RequirementBuilder(List<StepRequirement> requirements) => _requirements = requirements;

    /// <summary>Lets steps write rows of a table that no event fills.</summary>
    /// <typeparam name="TRow">The class of the rows; see <see cref="FeatureBuilder.UnmanagedTable{TRow}"/>.</typeparam>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public RequirementBuilder Projection<TRow>([CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        where TRow : class => Add(new StepRequirement(null, typeof(TRow), SourceLocation.From(file, line)));

    /// <summary>Lets commands have steps of a kind that reaches beyond the feature: calls of other commands, webhooks, mails.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public RequirementBuilder Step(StepKind kind, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Add(new StepRequirement(kind, null, SourceLocation.From(file, line)));

    private RequirementBuilder Add(StepRequirement requirement)
    {
        _requirements.Add(requirement);
        return this;
    }
}

/// <summary>A kind of steps, or a class of rows, that the steps of a feature may use.</summary>
internal sealed record StepRequirement(StepKind? Kind, Type? Rows, SourceLocation? Source);
