namespace Kumiko;

/// <summary>Makes the calls of webhooks. The default does it over HTTP; a host can replace it.</summary>
public interface IWebhookSender
{
    /// <summary>Makes a call once.</summary>
    /// <param name="delivery">The call.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    /// <exception cref="Exception">It did not succeed; it is tried again later.</exception>
    Task Send(WebhookDelivery delivery, CancellationToken cancellation);
}
