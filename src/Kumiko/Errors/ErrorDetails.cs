namespace Kumiko;

internal static class ErrorDetails
{
    public static Dictionary<string, object?> WithReason(string reason, IReadOnlyDictionary<string, object?>? details)
    {
        var all = details is null ? [] : new Dictionary<string, object?>(details);
        all["reason"] = reason;
        return all;
    }
}
