namespace Kumiko;

/// <summary>What was switched for a tenant, away from what the features declare. Immutable: another position of a switch is another instance.</summary>
public sealed class FeatureOverrides
{
    private readonly Dictionary<string, Toggle> _switches;

    /// <summary>Takes the positions of the switches, by the names of features. Features that cannot be switched, or are not there, stay as they are.</summary>
    public FeatureOverrides(IReadOnlyDictionary<string, Toggle> switches) => _switches = new Dictionary<string, Toggle>(switches);

    /// <summary>Nothing was switched.</summary>
    public static FeatureOverrides None { get; } = new(new Dictionary<string, Toggle>());

    /// <summary>How a feature was switched; null where it was not.</summary>
    public Toggle? Of(string feature) => _switches.TryGetValue(feature, out var position) ? position : null;
}
