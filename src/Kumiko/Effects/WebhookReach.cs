namespace Kumiko;

/// <summary>Where webhooks may go.</summary>
public enum WebhookReach
{
    /// <summary>To public addresses, encrypted; besides, encrypted, to the hosts that are named as trusted.</summary>
    PublicHttps,

    /// <summary>Everywhere, also unencrypted: for development.</summary>
    Anywhere,
}
