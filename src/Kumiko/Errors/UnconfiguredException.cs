namespace Kumiko;

/// <summary>
/// Something that has to be set first is empty: an address, a key of a service, a connection. Clients lead their user to the settings. It is not stored as the
/// answer to a request with an id: once it is set, the same request succeeds.
/// </summary>
public sealed class UnconfiguredException : KumikoException
{
    /// <summary>Reports what is missing.</summary>
    /// <param name="feature">The feature that needs it.</param>
    /// <param name="key">The name of what is missing.</param>
    /// <param name="hint">What to set, and where it comes from; one sentence.</param>
    public UnconfiguredException(string feature, string key, string? hint = null)
        : base("unconfigured", 422, "errors.unconfigured", $"The feature '{feature}' needs '{key}', which is not set.{(hint is null ? "" : " " + hint)}")
    {
        I18nParams = new Dictionary<string, object?> { ["feature"] = feature, ["key"] = key };
        var details = new Dictionary<string, object?> { ["reason"] = Code, ["feature"] = feature, ["key"] = key };
        if (hint is not null)
        {
            details["hint"] = hint;
        }

        Details = details;
    }
}
