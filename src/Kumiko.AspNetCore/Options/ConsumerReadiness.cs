namespace Kumiko.AspNetCore;

/// <summary>Whether the state of consumers counts for readiness.</summary>
public enum ConsumerReadiness
{
    /// <summary>It does not.</summary>
    Ignored,

    /// <summary>A consumer that has failed, or is further behind than <see cref="ReadinessOptions.LongestConsumerLag"/>, makes the node not ready.</summary>
    Checked,
}
