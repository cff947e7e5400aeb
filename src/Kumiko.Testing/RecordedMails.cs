namespace Kumiko.Testing;

/// <summary>The mails that an application under test has sent. They are sent by <see cref="TestApp.DrainTasks"/>, or in the background.</summary>
public sealed class RecordedMails : IMailSender
{
    private readonly RecordedEffects<MailDelivery> _effects = new();

    /// <summary>What was sent successfully, in order.</summary>
    public IReadOnlyList<MailDelivery> Sent => _effects.Sent;

    /// <summary>What was attempted, in order, also in vain.</summary>
    public IReadOnlyList<MailDelivery> Attempts => _effects.Attempts;

    /// <summary>Lets the next attempts fail, as if the mail server were away.</summary>
    /// <param name="times">How many.</param>
    public void Refuse(int times) => _effects.Refuse(times);

    Task IMailSender.Send(MailDelivery delivery, CancellationToken cancellation) => _effects.Take(delivery);
}
