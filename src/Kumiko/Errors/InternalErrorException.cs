namespace Kumiko;

/// <summary>Something that should not happen. Clients see nothing of the cause outside development.</summary>
public sealed class InternalErrorException : KumikoException
{
    /// <summary>Wraps an unexpected exception.</summary>
    public InternalErrorException(Exception cause)
        : base("internal_error", 500, "errors.internal", "internal error", cause)
    {
    }

    /// <summary>Reports a programmer's mistake.</summary>
    public InternalErrorException(string message)
        : base("internal_error", 500, "errors.internal", message)
    {
    }
}
