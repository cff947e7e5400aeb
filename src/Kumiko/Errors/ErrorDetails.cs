namespace Kumiko;

internal static class ErrorDetails
{
    public static Dictionary<string, object?> WithReason(string reason, IReadOnlyDictionary<string, object?>? details)
    {
        var all = details is null ? [] : new Dictionary<string, object?>(details);
        all["reason"] = reason;
        return all;
    }

    /// <summary>What the framework's own texts may insert: the plain values of the details. Null for the reasons of features, whose texts are their own.</summary>
    public static IReadOnlyDictionary<string, object?>? ParamsOf(string reason, IReadOnlyDictionary<string, object?>? details) =>
        details is null || ErrorCatalogue.KeyOf(reason) is null ? null
            : details.Where(d => d.Value is string or int or long or double or decimal or bool).ToDictionary(d => d.Key, d => d.Value);
}
