namespace Kumiko;

/// <summary>A mail, to be sent after the commit. It is kept in the database until then.</summary>
public sealed record Mail
{
    /// <summary>The addresses that it goes to; at least one.</summary>
    public required IReadOnlyList<string> To { get; init; }

    /// <summary>The subject; one line.</summary>
    public required string Subject { get; init; }

    /// <summary>The body, as plain text.</summary>
    public required string Text { get; init; }

    /// <summary>The body as HTML, for those who can show it; null for none.</summary>
    public string? Html { get; init; }

    /// <summary>The sender's address; null for the one that the host is set up with.</summary>
    public string? From { get; init; }

    /// <summary>Where answers go; null for the sender.</summary>
    public string? ReplyTo { get; init; }
}
