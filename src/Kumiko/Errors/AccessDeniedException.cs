namespace Kumiko;

/// <summary>The caller may not do this.</summary>
public sealed class AccessDeniedException : KumikoException
{
    /// <summary>Denies a handler.</summary>
    /// <param name="handler">The handler's qualified name.</param>
    public AccessDeniedException(string handler)
        : base("access_denied", 403, "errors.access.denied", $"The caller has none of the roles that '{handler}' asks for.")
    {
        Details = new Dictionary<string, object?> { ["handler"] = handler };
    }
}
