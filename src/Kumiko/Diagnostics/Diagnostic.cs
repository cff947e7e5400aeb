namespace Kumiko;

/// <summary>A declaration that breaks a rule.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Feature">The feature that declares it.</param>
/// <param name="Member">The entity, field, handler or event; null where the feature as a whole is meant.</param>
/// <param name="Message">What is wrong, in one sentence.</param>
public sealed record Diagnostic(DiagnosticRule Rule, string Feature, string? Member, string Message)
{
    /// <summary>How to mend it. By default, as the rule says in general.</summary>
    public string Mend { get; init; } = Rule.Mend;

    /// <summary>Where it is declared, where that is known.</summary>
    public SourceLocation? Source { get; init; }

    /// <summary>Everything on two lines, for a terminal.</summary>
    public override string ToString() =>
        $"{Rule.Id} [{Feature}{(Member is null ? "" : " " + Member)}] {Message}{(Source is null ? "" : $" ({Source})")}\n        {Mend}";
}
