namespace Kumiko;

/// <summary>Sends mails. The host provides it; without one, steps that send mails fail.</summary>
public interface IMailSender
{
    /// <summary>Sends a mail once.</summary>
    /// <param name="delivery">The mail.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    /// <exception cref="Exception">It was not accepted; it is tried again later.</exception>
    Task Send(MailDelivery delivery, CancellationToken cancellation);
}
