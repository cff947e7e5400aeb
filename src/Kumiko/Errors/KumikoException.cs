namespace Kumiko;

/// <summary>
/// A failure that clients may know about: a code, an HTTP status, an i18n key and details. Handlers throw it; the edge turns it into
/// the error contract. Messages are for developers; end users see the translation of <see cref="I18nKey"/>.
/// </summary>
public abstract class KumikoException : Exception
{
    private protected KumikoException(string code, int status, string i18nKey, string message, Exception? inner = null)
        : base(message, inner)
    {
        Code = code;
        Status = status;
        I18nKey = i18nKey;
    }

    /// <summary>The stable name of the failure, in snake_case.</summary>
    public string Code { get; }

    /// <summary>The HTTP status.</summary>
    public int Status { get; }

    /// <summary>The key of the text that end users read. Features that have a better text than the framework give its key.</summary>
    public string I18nKey { get; init; }

    /// <summary>The values that the text inserts: texts, numbers, booleans.</summary>
    public IReadOnlyDictionary<string, object?>? I18nParams { get; init; }

    /// <summary>
    /// More about the failure, for programs. Values are texts, numbers, booleans, null, and lists and dictionaries of these.
    /// </summary>
    public IReadOnlyDictionary<string, object?>? Details { get; private protected init; }

    /// <summary>
    /// Which rule refused the call; null where none did. For developers and operators: clients see it in development only, and the answer to a repeated
    /// request has none.
    /// </summary>
    public Denial? Denial { get; internal set; }

    /// <summary>The finer name of the failure where <see cref="Code"/> is a family; also the last part of the documentation's address.</summary>
    public string Reason => Details?.GetValueOrDefault("reason") as string ?? Code;
}
