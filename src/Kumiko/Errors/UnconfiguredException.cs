namespace Kumiko;

/// <summary>Something that the command needs is not set up: a setting, a secret, a connection. Clients lead the user, or the operator, to it.</summary>
public sealed class UnconfiguredException : KumikoException
{
    /// <summary>Reports what is missing.</summary>
    /// <param name="feature">The feature that needs it.</param>
    /// <param name="key">The name of what is missing.</param>
    /// <param name="hint">How to set it, in a sentence.</param>
    public UnconfiguredException(string feature, string key, string hint)
        : base("unconfigured", 422, "errors.unconfigured", hint)
    {
        I18nParams = new Dictionary<string, object?> { ["feature"] = feature, ["key"] = key };
        Details = new Dictionary<string, object?> { ["reason"] = Code, ["feature"] = feature, ["key"] = key, ["hint"] = hint };
    }
}
