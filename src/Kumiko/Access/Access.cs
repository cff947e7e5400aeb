namespace Kumiko;

/// <summary>The rules of access that handlers are declared with. What no rule allows is denied.</summary>
public static class Access
{
    /// <summary>Everyone who signed in, whatever their roles.</summary>
    public static AccessRule SignedIn { get; } = new SignedInRule();

    /// <summary>Visitors who did not sign in, and nobody else: for a registration, or a form that asks for a sign-in.</summary>
    public static AccessRule Anonymous { get; } = new AnonymousRule();

    /// <summary>Everyone, with or without a sign-in.</summary>
    public static AccessRule Anyone { get; } = Anonymous.Or(SignedIn);

    /// <summary>Users who have at least one of the roles. There is no hierarchy: no role includes another.</summary>
    public static AccessRule Roles(params IReadOnlyList<string> roles) => new RolesRule(roles);

    private sealed record SignedInRule : AccessRule
    {
        public override bool Allows(User user) => user.IsSignedIn;

        public override string ToString() => "signed in";
    }

    private sealed record AnonymousRule : AccessRule
    {
        public override bool Allows(User user) => !user.IsSignedIn;

        public override string ToString() => "anonymous";
    }

    private sealed record RolesRule(IReadOnlyList<string> Names) : AccessRule
    {
        public override IReadOnlyList<string> Roles => Names;

        internal override bool NamesNobody => Names.Count == 0;

        public override bool Allows(User user)
        {
            foreach (var role in user.Roles)
            {
                if (Names.Contains(role))
                {
                    return true;
                }
            }

            return false;
        }

        public override string ToString() => "roles " + string.Join(", ", Names);
    }
}
