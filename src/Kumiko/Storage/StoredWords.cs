namespace Kumiko.Storage;

/// <summary>How states stand in the tables of every store: as words, so that an operator can read them.</summary>
public static class StoredWords
{
    /// <summary>The word for a status.</summary>
    public static string Of(ConsumerStatus status) => status switch
    {
        ConsumerStatus.Active => "active",
        ConsumerStatus.Paused => "paused",
        ConsumerStatus.Failed => "failed",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "There is no such status."),
    };

    /// <summary>The status that a word stands for.</summary>
    /// <exception cref="InvalidOperationException">There is no such status.</exception>
    public static ConsumerStatus ToStatus(string word) => word switch
    {
        "active" => ConsumerStatus.Active,
        "paused" => ConsumerStatus.Paused,
        "failed" => ConsumerStatus.Failed,
        _ => throw new InvalidOperationException($"A consumer has the unknown status '{word}'."),
    };

    /// <summary>The word for a reason.</summary>
    public static string Of(DeadLetterReason reason) => reason switch
    {
        DeadLetterReason.Handler => "handler",
        DeadLetterReason.Migration => "migration",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "There is no such reason."),
    };

    /// <summary>The reason that a word stands for.</summary>
    /// <exception cref="InvalidOperationException">There is no such reason.</exception>
    public static DeadLetterReason ToReason(string word) => word switch
    {
        "handler" => DeadLetterReason.Handler,
        "migration" => DeadLetterReason.Migration,
        _ => throw new InvalidOperationException($"A dead letter has the unknown reason '{word}'."),
    };
}
