namespace Kumiko;

/// <summary>Another system could not be called, or did not answer with success.</summary>
public sealed class WebhookFailedException : Exception
{
    internal WebhookFailedException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
