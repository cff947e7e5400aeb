namespace Kumiko;

public static partial class DiagnosticRules
{
    /// <summary>Limits can be kept and be reached.</summary>
    public static readonly DiagnosticRule RateLimitBounds = new("KUM3030", "A rate limit has impossible numbers",
        "It would let nobody in, or limit nothing.",
        "Choose a limit of at least 1, a window between a microsecond for each of it and 31 days, and a cost between 1 and the limit.");

    /// <summary>Anonymous visitors are no users.</summary>
    public static readonly DiagnosticRule RateLimitOfAnonymous = new("KUM3031", "A handler that is open to anonymous visitors is limited per user",
        "They have no user to count by: all of them would be one.", "Limit it per Ip or IpAndHandler.");

    /// <summary>What is limited is there.</summary>
    public static readonly DiagnosticRule RateLimitOfNothing = new("KUM3032", "A standard command or query has a rate limit and does not exist",
        "The declaration would be accepted and do nothing.", "Take the limit away, or do not leave the verb out; Restore needs SoftDelete().");
}
