namespace Kumiko;

/// <summary>Who asks, and in which request.</summary>
/// <param name="User">The principal.</param>
/// <param name="Request">The request.</param>
public sealed record Caller(User User, RequestInfo Request);
