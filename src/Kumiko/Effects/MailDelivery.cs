namespace Kumiko;

/// <summary>One attempt to send a mail.</summary>
/// <param name="Id">The same for every attempt: with it as the message's id, a repetition can be told.</param>
/// <param name="Tenant">The tenant for which it is sent.</param>
/// <param name="Mail">The mail.</param>
public sealed record MailDelivery(Guid Id, TenantId Tenant, Mail Mail)
{
    /// <summary>Names what may stand in a log: addresses and texts may not.</summary>
    public override string ToString() => $"mail {Id}";
}
