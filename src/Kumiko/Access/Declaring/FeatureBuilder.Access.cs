namespace Kumiko;

public sealed partial class FeatureBuilder
{
    internal List<string> DeclaredRoles { get; } = [];

    /// <summary>
    /// Names roles of the application. As soon as one feature does, every role that any rule names has to be named by some feature: then a misspelt
    /// one keeps the application from starting.
    /// </summary>
    public void Roles(params string[] roles) => DeclaredRoles.AddRange(roles);
}
