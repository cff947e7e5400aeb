namespace Kumiko.AspNetCore;

/// <summary>Who asks, and for how long that is known.</summary>
/// <param name="User">The principal.</param>
/// <param name="Until">When the token is over, in UTC; null where nothing ends, as for visitors and in development.</param>
internal readonly record struct SignIn(User User, DateTimeOffset? Until = null);
