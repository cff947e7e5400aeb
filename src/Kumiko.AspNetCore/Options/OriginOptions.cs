namespace Kumiko.AspNetCore;

/// <summary>Which web origins may act with the cookies of a sign-in. Requests with a bearer token are not concerned.</summary>
public sealed class OriginOptions
{
    /// <summary>The origins, such as <c>https://app.example.org</c>. Empty: the guard is off.</summary>
    public IList<string> Allowed { get; } = [];

    /// <summary>States that a cookie domain is meant to work without a list of origins.</summary>
    public bool AllowAny { get; set; }
}
