namespace Kumiko.AspNetCore;

/// <summary>Names that only the framework acts under. Nobody comes through the door with one of them.</summary>
internal static class ReservedNames
{
    /// <summary>The role that calls of visitors carry beside their own.</summary>
    private const string EverybodyRole = "all";

    public static bool IsRole(string role) => role is User.SystemRole or User.AnonymousRole or EverybodyRole;

    public static bool IsUser(string id) => id == UserId.System.Value || id == UserId.Anonymous.Value;
}
