namespace Kumiko.AspNetCore;

/// <summary>What counts as ready beside a database that answers.</summary>
public sealed class ReadinessOptions
{
    /// <summary>
    /// Whether the state of consumers counts. By default it does not: all nodes have the same consumers, so one bad event would take all of them out of the
    /// load balancer. Meant for probes that wake people instead.
    /// </summary>
    public ConsumerReadiness Consumers { get; set; }

    /// <summary>With <see cref="ConsumerReadiness.Checked"/>: how old the next event of a consumer may be. No limit by default.</summary>
    public TimeSpan? LongestConsumerLag { get; set; }
}
