namespace Kumiko.Storage;

/// <summary>Whether a consumer may work.</summary>
public enum ConsumerStatus
{
    /// <summary>It works, or waits for its next attempt.</summary>
    Active,

    /// <summary>An operator paused it.</summary>
    Paused,

    /// <summary>It failed too often and waits for an operator.</summary>
    Failed,
}
