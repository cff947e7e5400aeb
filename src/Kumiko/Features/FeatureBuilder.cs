namespace Kumiko;

/// <summary>The registrar: every call declares something about one feature. Nothing happens until all features are declared.</summary>
public sealed partial class FeatureBuilder
{
    private readonly DiagnosticList _diagnostics;

    internal FeatureBuilder(Feature feature, DiagnosticList diagnostics)
    {
        Feature = feature;
        _diagnostics = diagnostics;
    }

    internal Feature Feature { get; }

    internal string? Description { get; private set; }

    internal bool IsSystemScope { get; private set; }

    internal List<string> Requirements { get; } = [];

    internal List<StepRequirement> StepRequirements { get; } = [];

    internal List<string> OptionalRequirements { get; } = [];

    /// <summary>Says in one to three sentences what the feature does and when one needs it. Once, and not blank.</summary>
    public void Describe(string text)
    {
        if (Description is not null || string.IsNullOrWhiteSpace(text))
        {
            Report(DiagnosticRules.Description, null, Description is null ? "The description is blank." : "The feature is described a second time.");
        }

        Description = text.Trim();
    }

    /// <summary>
    /// Names features that this one cannot work without; the application does not start when one is missing. What follows says what steps of the
    /// feature's commands may do beyond its own records.
    /// </summary>
    public RequirementBuilder Requires(params string[] features)
    {
        Requirements.AddRange(features);
        return new RequirementBuilder(StepRequirements);
    }

    /// <summary>Names features that this one uses when they are there.</summary>
    public void OptionalRequires(params string[] features) => OptionalRequirements.AddRange(features);

    /// <summary>
    /// Lets the feature's handlers reach other tenants' records through <see cref="QueryContext.AcrossTenants"/> and
    /// <see cref="WriteContext.AcrossTenants"/>. Everything else in them stays within the caller's tenant.
    /// </summary>
    public void SystemScope() => IsSystemScope = true;

    private void Report(DiagnosticRule rule, string? member, string message, string? mend = null, SourceLocation? source = null) =>
        _diagnostics.Report(rule, Feature.Name, member, message, mend, source);
}
