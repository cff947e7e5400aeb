namespace Kumiko;

/// <summary>An event with the same idempotency key was appended before.</summary>
public sealed class IdempotentReplayException : KumikoException
{
    /// <summary>Reports the repeated key, where it is known.</summary>
    public IdempotentReplayException(string? idempotencyKey)
        : base("idempotent_replay", 409, "errors.idempotentReplay", "An event with the same idempotency key was appended before.")
    {
        IdempotencyKey = idempotencyKey;
        Details = new Dictionary<string, object?> { ["idempotencyKey"] = idempotencyKey };
    }

    /// <summary>The key; null where several could be meant.</summary>
    public string? IdempotencyKey { get; }
}
