namespace Kumiko;

/// <summary>A call of another system, to be made after the commit.</summary>
/// <param name="Url">Where it goes: an absolute address that begins with <c>https</c>. It is kept in the database until the call is made.</param>
public sealed record Webhook(string Url)
{
    /// <summary>How it is called.</summary>
    public WebhookMethod Method { get; init; } = WebhookMethod.Post;

    /// <summary>
    /// What is sent, as JSON. Records in it show what the caller may see, as in an answer; to send more, copy the values. Null for an empty body.
    /// </summary>
    public object? Body { get; init; }

    /// <summary>More headers. Not for secrets: they are kept as they are until the call is made.</summary>
    public IReadOnlyDictionary<string, string>? Headers { get; init; }

    /// <summary>The secret that the other system knows the application by; null for none.</summary>
    public WebhookCredential? Credential { get; init; }
}
