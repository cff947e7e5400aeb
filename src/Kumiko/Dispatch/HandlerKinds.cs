namespace Kumiko;

internal static class HandlerKinds
{
    /// <summary>The word for a kind in qualified names, traces and metrics.</summary>
    public static string Word(this HandlerKind kind) => kind switch
    {
        HandlerKind.Write => "write",
        HandlerKind.Query => "query",
        _ => "stream",
    };

    /// <summary>The noun for a kind in messages.</summary>
    public static string Noun(this HandlerKind kind) => kind == HandlerKind.Write ? "command" : kind.Word();
}
