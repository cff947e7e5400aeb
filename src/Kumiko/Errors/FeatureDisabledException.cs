namespace Kumiko;

/// <summary>The feature is switched off for the caller's tenant, or one that it requires is.</summary>
public sealed class FeatureDisabledException : KumikoException
{
    /// <summary>Refuses a handler.</summary>
    /// <param name="feature">The feature that the handler belongs to.</param>
    /// <param name="handler">The handler's qualified name.</param>
    /// <param name="switchedOff">The feature that was switched off: the same one, or one that it requires, directly or not.</param>
    public FeatureDisabledException(string feature, string handler, string switchedOff)
        : base("feature_disabled", 403, "errors.feature.disabled", feature == switchedOff
            ? $"The feature '{feature}' is switched off."
            : $"The feature '{feature}' requires '{switchedOff}', which is switched off.")
    {
        I18nParams = new Dictionary<string, object?> { ["feature"] = feature };
        var details = new Dictionary<string, object?> { ["reason"] = Code, ["feature"] = feature, ["handler"] = handler };
        if (feature != switchedOff)
        {
            details["requiredFeature"] = switchedOff;
        }

        Details = details;
    }
}
