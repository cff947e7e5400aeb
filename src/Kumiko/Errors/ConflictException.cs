namespace Kumiko;

/// <summary>The state of the system does not allow this now.</summary>
public sealed class ConflictException : KumikoException
{
    /// <summary>Reports a conflict.</summary>
    /// <param name="reason">The finer name of the failure, in snake_case.</param>
    /// <param name="message">One sentence for developers.</param>
    /// <param name="details">More about the failure.</param>
    public ConflictException(string reason, string message, IReadOnlyDictionary<string, object?>? details = null)
        : base("conflict", 409, ErrorCatalogue.KeyOf(reason) ?? "errors.conflict", message)
    {
        I18nParams = ErrorDetails.ParamsOf(reason, details);
        Details = ErrorDetails.WithReason(reason, details);
    }
}
