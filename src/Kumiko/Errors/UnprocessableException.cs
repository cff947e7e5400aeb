namespace Kumiko;

/// <summary>A rule of the business forbids this. The caller's input was well-formed.</summary>
public sealed class UnprocessableException : KumikoException
{
    /// <summary>Reports a broken rule.</summary>
    /// <param name="reason">The finer name of the failure, in snake_case; clients may rely on it.</param>
    /// <param name="message">One sentence for developers.</param>
    /// <param name="details">More about the failure; its own <c>reason</c> would be overwritten.</param>
    public UnprocessableException(string reason, string message, IReadOnlyDictionary<string, object?>? details = null)
        : base("unprocessable", 422, ErrorCatalogue.KeyOf(reason) ?? "errors.unprocessable", message)
    {
        I18nParams = ErrorDetails.ParamsOf(reason, details);
        Details = ErrorDetails.WithReason(reason, details);
    }
}
