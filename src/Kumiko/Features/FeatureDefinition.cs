namespace Kumiko;

/// <summary>A feature as the registry knows it.</summary>
public sealed record FeatureDefinition
{
    /// <summary>The feature's name.</summary>
    public required string Name { get; init; }

    /// <summary>What it does and when one needs it; null where the author did not say.</summary>
    public string? Description { get; init; }

    /// <summary>The features that it cannot work without.</summary>
    public required IReadOnlyList<string> Requires { get; init; }

    /// <summary>The features that it uses when they are there.</summary>
    public required IReadOnlyList<string> OptionalRequires { get; init; }

    /// <summary>The kinds of steps that reach beyond the feature and that its commands have.</summary>
    public IReadOnlyList<StepKind> RequiredSteps { get; init; } = [];

    /// <summary>How it stands while nobody switches it; null where it cannot be switched.</summary>
    public Toggle? Toggle { get; init; }

    /// <summary>Whether its handlers may reach other tenants' records.</summary>
    public required bool IsSystemScope { get; init; }
}
