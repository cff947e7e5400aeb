namespace Kumiko;

/// <summary>One attempt to send a webhook.</summary>
public sealed record WebhookDelivery
{
    /// <summary>The same for every attempt; it is sent as the header <c>Idempotency-Key</c>, so that the other system can tell a repetition.</summary>
    public required Guid Id { get; init; }

    /// <summary>Where it goes.</summary>
    public required Uri Url { get; init; }

    /// <summary>How the other system is called.</summary>
    public required WebhookMethod Method { get; init; }

    /// <summary>All headers but those of the body, secrets included: nothing for a log.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>The body, as JSON; null for none.</summary>
    public string? Body { get; init; }

    /// <summary>Names what may stand in a log: paths, queries, headers and bodies may not.</summary>
    public override string ToString() => $"{Method.ToString().ToUpperInvariant()} {Url.Scheme}://{Url.Authority} ({Id})";
}
