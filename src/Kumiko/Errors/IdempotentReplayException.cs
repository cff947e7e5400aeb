namespace Kumiko;

/// <summary>An event with the same idempotency key was appended before.</summary>
public sealed class IdempotentReplayException : KumikoException
{
    /// <summary>Reports the repeated key, where it is known.</summary>
    public IdempotentReplayException(string? idempotencyKey)
        : base("idempotent_replay", 409, "errors.idempotentReplay", "An event with the same idempotency key was appended before.")
    {
        Details = new Dictionary<string, object?> { ["idempotencyKey"] = idempotencyKey };
    }
}
