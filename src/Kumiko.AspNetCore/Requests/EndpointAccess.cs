namespace Kumiko.AspNetCore;

/// <summary>
/// Endpoint metadata: who gets through the door. Handlers decide about roles; this decides whether anybody must have signed in at all.
/// Under <c>/api</c> an endpoint without a decision asks for a sign-in.
/// </summary>
public sealed record EndpointAccess
{
    private EndpointAccess(string name) => Name = name;

    /// <summary>Everybody, without authentication and its guards.</summary>
    public static EndpointAccess Public { get; } = new("public");

    /// <summary>Only those who signed in.</summary>
    public static EndpointAccess SignedIn { get; } = new("signed in");

    /// <summary>Those who signed in, and visitors as far as the application lets them in: the rules of the handlers decide about them.</summary>
    public static EndpointAccess Visitors { get; } = new("visitors");

    /// <summary>The decision in words.</summary>
    public string Name { get; }
}
