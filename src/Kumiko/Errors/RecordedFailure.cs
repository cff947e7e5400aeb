namespace Kumiko;

/// <summary>A failure that was stored as the answer to a request, and is given again to its repetition.</summary>
internal sealed class RecordedFailure : KumikoException
{
    public RecordedFailure(
        string code, int status, string i18nKey, string message,
        IReadOnlyDictionary<string, object?>? i18nParams, IReadOnlyDictionary<string, object?>? details)
        : base(code, status, i18nKey, message)
    {
        I18nParams = i18nParams;
        Details = details;
    }
}
