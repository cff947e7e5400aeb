namespace Kumiko;

/// <summary>Who may call a handler. Made with <see cref="Access"/>; a handler cannot be declared without one.</summary>
public abstract record AccessRule
{
    private static readonly User Visitor = User.Anonymous(TenantId.System);

    private protected AccessRule()
    {
    }

    /// <summary>Whether the rule lets this user in.</summary>
    public abstract bool Allows(User user);

    /// <summary>The roles that the rule names; empty where it names none.</summary>
    public virtual IReadOnlyList<string> Roles => [];

    /// <summary>Whether the rule lets visitors in who did not sign in.</summary>
    public bool AllowsAnonymous => Allows(Visitor);

    /// <summary>Whether the rule, or a part of it, can let nobody in.</summary>
    internal virtual bool NamesNobody => false;

    /// <summary>Why the rule does not let somebody in, for developers.</summary>
    internal static string WhyNot(User user) => !user.IsSignedIn ? "The caller did not sign in."
        : user.Roles.Count == 0 ? "The caller has no roles."
        : $"The caller has only the roles {string.Join(", ", user.Roles)}.";

    /// <summary>What the rule says to somebody.</summary>
    internal RuleVerdict Explain(User user) => Allows(user) ? new RuleVerdict(ToString()!, true, "It names the caller.") : new RuleVerdict(ToString()!, false, WhyNot(user));

    /// <summary>Lets in whom this rule lets in, and whom the other does.</summary>
    public AccessRule Or(AccessRule other) => new EitherRule(this, other);

    private sealed record EitherRule(AccessRule First, AccessRule Second) : AccessRule
    {
        public override IReadOnlyList<string> Roles { get; } = [.. First.Roles, .. Second.Roles];

        internal override bool NamesNobody => First.NamesNobody || Second.NamesNobody;

        public override bool Allows(User user) => First.Allows(user) || Second.Allows(user);

        public override string ToString() => $"{First} or {Second}";
    }
}
