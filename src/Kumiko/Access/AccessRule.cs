namespace Kumiko;

/// <summary>Who may call a handler. Made with <see cref="Access"/>; a handler cannot be declared without one.</summary>
public abstract record AccessRule
{
    private protected AccessRule()
    {
    }

    /// <summary>Whether the rule lets this user in.</summary>
    public abstract bool Allows(User user);

    /// <summary>The roles that the rule names; empty where it names none.</summary>
    public virtual IReadOnlyList<string> Roles => [];
}
