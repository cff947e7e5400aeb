namespace Kumiko;

/// <summary>What a consumer does with an event that failed for good.</summary>
public enum FailureAction
{
    /// <summary>It stops in front of the event until an operator intervenes. Nothing is lost, and nothing overtakes.</summary>
    Pause,

    /// <summary>It keeps the event as a dead letter, which can be replayed, and goes on.</summary>
    DeadLetter,

    /// <summary>It passes over the event, with a warning, and goes on.</summary>
    Skip,
}
