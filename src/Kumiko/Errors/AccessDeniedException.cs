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

    private AccessDeniedException(string field, string where, IReadOnlyDictionary<string, object?> details)
        : base("access_denied", 403, "errors.access.fieldDenied", $"The caller has none of the roles that may set '{field}' of {where}.")
    {
        I18nParams = new Dictionary<string, object?> { ["field"] = field };
        Details = ErrorDetails.WithReason("field_access_denied", details);
    }

    /// <summary>Denies a field that was sent to a handler.</summary>
    internal static AccessDeniedException OfSentField(string field, string handler) =>
        new(field, $"'{handler}'", new Dictionary<string, object?> { ["field"] = field, ["handler"] = handler });

    /// <summary>Denies a field of a record.</summary>
    internal static AccessDeniedException OfField(string field, string entity) =>
        new(field, $"a record of '{entity}'", new Dictionary<string, object?> { ["field"] = field, ["entity"] = entity });
}
