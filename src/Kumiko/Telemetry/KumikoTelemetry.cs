namespace Kumiko;

/// <summary>What to listen to for metrics and traces.</summary>
public static class KumikoTelemetry
{
    /// <summary>The name of the meter. Each application in a process has one of its own, with the tag <see cref="InstanceTag"/>.</summary>
    public const string MeterName = "Kumiko";

    /// <summary>The name of the source of spans. Each application in a process has one of its own, with the tag <see cref="InstanceTag"/>.</summary>
    public const string ActivitySourceName = "Kumiko";

    /// <summary>The tag of the meter and the source that tells applications in one process apart: <see cref="KumikoApplication.Instance"/>.</summary>
    public const string InstanceTag = "kumiko.instance";
}
