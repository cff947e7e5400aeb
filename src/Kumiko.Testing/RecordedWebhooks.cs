namespace Kumiko.Testing;

/// <summary>The webhooks that an application under test has sent. They are sent by <see cref="TestApp.DrainTasks"/>, or in the background.</summary>
public sealed class RecordedWebhooks : IWebhookSender
{
    private readonly RecordedEffects<WebhookDelivery> _effects = new();

    /// <summary>What was sent successfully, in order.</summary>
    public IReadOnlyList<WebhookDelivery> Sent => _effects.Sent;

    /// <summary>What was attempted, in order, also in vain.</summary>
    public IReadOnlyList<WebhookDelivery> Attempts => _effects.Attempts;

    /// <summary>Lets the next attempts fail, as if the other system were away.</summary>
    /// <param name="times">How many.</param>
    public void Refuse(int times) => _effects.Refuse(times);

    Task IWebhookSender.Send(WebhookDelivery delivery, CancellationToken cancellation) => _effects.Take(delivery);
}
