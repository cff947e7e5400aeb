namespace Kumiko;

internal static class DenialExtensions
{
    /// <summary>The same failure, with the rule that it comes from.</summary>
    public static TError Because<TError>(this TError error, Denial denial)
        where TError : KumikoException
    {
        error.Denial = denial;
        return error;
    }
}
