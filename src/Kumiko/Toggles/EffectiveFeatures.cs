using System.Collections.Frozen;

namespace Kumiko;

/// <summary>Which features work: those that are on, and whose required features all work.</summary>
internal sealed class EffectiveFeatures
{
    private readonly FrozenDictionary<string, string> _off;
    private readonly FrozenSet<string> _on;

    private EffectiveFeatures(IReadOnlyList<FeatureDefinition> features, Dictionary<string, string> off)
    {
        _off = off.ToFrozenDictionary();
        _on = features.Select(f => f.Name).Where(f => !off.ContainsKey(f)).ToFrozenSet();
    }

    /// <summary>Whether hooks, commands and queries of the feature run.</summary>
    public bool IsOn(FeatureDefinition feature) => _off.Count == 0 || !_off.ContainsKey(feature.Name);

    /// <summary>Whether there is such a feature, and it works.</summary>
    public bool IsOn(string feature) => _on.Contains(feature);

    /// <summary>The feature that was switched off, and this one with it; the feature itself where it was the one. Null when it works.</summary>
    public string? CauseOf(FeatureDefinition feature) => _off.Count == 0 ? null : _off.GetValueOrDefault(feature.Name);

    /// <param name="features">The features, each after those that it requires: so what is off below is known already.</param>
    /// <param name="overrides">What was switched.</param>
    public static EffectiveFeatures Of(IReadOnlyList<FeatureDefinition> features, FeatureOverrides overrides)
    {
        var off = new Dictionary<string, string>();
        foreach (var feature in features)
        {
            if (feature.Toggle is { } byDefault && (overrides.Of(feature.Name) ?? byDefault) == Toggle.Off)
            {
                off[feature.Name] = feature.Name;
            }
            else if (feature.Requires.FirstOrDefault(off.ContainsKey) is { } required)
            {
                off[feature.Name] = off[required];
            }
        }

        return new EffectiveFeatures(features, off);
    }
}
