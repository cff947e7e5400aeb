using Kumiko.Tests.Declarations;
using Kumiko.Tests.Metrics;
using Kumiko.Tests.Steps;
using Kumiko.Tests.Toggles;

namespace Kumiko.Tests.Contract;

internal static partial class ContractRows
{
    private static readonly IReadOnlyList<ContractRow> Composition =
    [
        new("Feature", "A name and a definition; an application is a list of them.")
        {
            Rules = ["KUM1001", "KUM1002"],
            Tests = [typeof(CompositionRuleTests), typeof(NameRuleTests)],
        },
        new("r.Requires", "Features that must be there.")
        {
            Declared = ["FeatureBuilder.Requires"],
            Rules = ["KUM5001", "KUM5002"],
            Tests = [typeof(CompositionRuleTests), typeof(ToggleSpecification)],
        },
        new("r.Requires().Step and .Projection", "What steps may do beyond the feature's records: call, send, write tables outside of the log.")
        {
            Declared = ["RequirementBuilder.*"],
            Rules = ["KUM7030-KUM7033"],
            Tests = [typeof(StepRequirementRuleTests), typeof(StepRowSpecification)],
            Recipes = ["Steps"],
        },
        new("r.OptionalRequires", "Features that are used when they are there.")
        {
            Declared = ["FeatureBuilder.OptionalRequires"],
            Tests = [typeof(CompositionRuleTests), typeof(ToggleSpecification)],
        },
        new("r.Toggleable", "Operators can switch the feature off and on, and all that requires it with it.")
        {
            Declared = ["FeatureBuilder.Toggleable"],
            Rules = ["KUM5020", "KUM5021"],
            Tests = [typeof(ToggleSpecification)],
            Recipes = ["Toggles"],
        },
        new("r.Metric", "What a feature counts and measures, with labels that are known beforehand.")
        {
            Declared = ["FeatureBuilder.Metric"],
            Rules = ["KUM5022-KUM5025"],
            Tests = [typeof(MetricSpecification)],
            Recipes = ["Metrics"],
        },
        new("r.Describe", "What the feature is for, in a few sentences.")
        {
            Declared = ["FeatureBuilder.Describe"],
            Rules = ["KUM1010"],
            Tests = [typeof(CompositionRuleTests)],
        },
        Absent("r.Config", "Typed settings per system, tenant or user."),
        Absent("r.ReadsConfig", "Settings of other features that this one reads."),
        Absent("r.Secret", "A tenant's secret with a typed handle."),
        Absent("r.ClaimKey", "A claim of the session with a typed handle."),
        Absent("r.AuthClaims", "What a feature adds to the claims of a session."),
        Absent("r.ExtendsRegistrar and r.UseExtension", "A named point at which features extend one another, and its use for an entity."),
        Absent("r.ExtensionSelector", "The setting that chooses the provider of an extension point."),
        Absent("r.ExposesApi and r.UsesApi", "Marks for what features call of one another."),
        Absent("r.EnvSchema", "The variables of the environment that a feature needs."),
        Absent("r.Translations", "Texts per key and language."),
    ];
}
