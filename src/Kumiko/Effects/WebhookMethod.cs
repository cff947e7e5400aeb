namespace Kumiko;

/// <summary>How another system is called.</summary>
public enum WebhookMethod
{
    /// <summary>Something happened.</summary>
    Post,

    /// <summary>Something is as follows.</summary>
    Put,

    /// <summary>Something changed as follows.</summary>
    Patch,
}
