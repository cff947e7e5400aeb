using System.Net;

namespace Kumiko;

/// <summary>What is known of the request behind a command or query. Its ids end up in the metadata of the events.</summary>
public sealed record RequestInfo
{
    /// <summary>The request's own id; several events may carry it.</summary>
    public required string RequestId { get; init; }

    /// <summary>Ties together everything that one cause set in motion, over every asynchronous hop.</summary>
    public required string CorrelationId { get; init; }

    /// <summary>The event that set this in motion, as <c>aggregate:version</c>; null where a client did.</summary>
    public string? CausationId { get; init; }

    /// <summary>The request's locale as a BCP-47 tag, where the client named one.</summary>
    public string? Locale { get; init; }

    /// <summary>The client's address; null where the request did not come over a network. It is stored nowhere.</summary>
    public IPAddress? ClientAddress { get; init; }

    /// <summary>A request that starts here: no client sent an id.</summary>
    public static RequestInfo New()
    {
        var id = Guid.CreateVersion7().ToString();
        return new RequestInfo { RequestId = id, CorrelationId = id };
    }
}
