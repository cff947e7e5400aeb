using System.Diagnostics;
using System.Diagnostics.Metrics;
using Kumiko.Storage;

namespace Kumiko;

/// <summary>
/// The metrics and traces of one application. While nobody listens, nothing is measured. Names of handlers and consumers, counts, durations and codes of
/// failures go out; payloads, ids, tenants and messages never do.
/// </summary>
internal sealed partial class Telemetry : IDisposable
{
    private readonly TimeProvider _clock;
    private readonly Meter _meter;
    private readonly ActivitySource _source;
    private readonly Histogram<double> _handlerDuration;
    private readonly Counter<long> _handlerErrors;
    private readonly Histogram<double> _pageDuration;
    private readonly Counter<long> _processed;
    private readonly Counter<long> _failed;
    private readonly Counter<long> _deadLetters;
    private readonly Counter<long> _leasesTaken;
    private readonly Counter<long> _leasesLost;
    private readonly Histogram<double> _rebuildDuration;
    private readonly Counter<long> _rebuildEvents;
    private readonly Histogram<double> _taskDuration;
    private readonly Counter<long> _deadTasks;

    public Telemetry(string instance, TimeProvider clock)
    {
        _clock = clock;
        var version = typeof(Telemetry).Assembly.GetName().Version?.ToString(3);
        KeyValuePair<string, object?>[] tags = [new(KumikoTelemetry.InstanceTag, instance)];
        _meter = new Meter(KumikoTelemetry.MeterName, version, tags);
        _source = new ActivitySource(KumikoTelemetry.ActivitySourceName, version, tags);
        _handlerDuration = _meter.CreateHistogram<double>(MetricNames.DispatcherHandlerDurationSeconds, "s", "How long handlers take, without the commit.");
        _handlerErrors = _meter.CreateCounter<long>(MetricNames.DispatcherHandlerErrorsTotal, null, "Commands and queries that failed, by the code of the failure.");
        _pageDuration = _meter.CreateHistogram<double>(MetricNames.EventConsumerPageDurationSeconds, "s", "How long pages of events take, with the commit.");
        _processed = _meter.CreateCounter<long>(MetricNames.EventConsumerEventsProcessedTotal, null, "Events that consumers have dealt with.");
        _failed = _meter.CreateCounter<long>(MetricNames.EventConsumerEventsFailedTotal, null, "Attempts at events that failed.");
        _deadLetters = _meter.CreateCounter<long>(MetricNames.EventConsumerDeadLettersTotal, null, "Events that were kept as dead letters.");
        _leasesTaken = _meter.CreateCounter<long>(MetricNames.EventConsumerLeasesTakenTotal, null, "How often this node has taken a consumer.");
        _leasesLost = _meter.CreateCounter<long>(MetricNames.EventConsumerLeasesLostTotal, null, "How often this node has lost a consumer, to another node or to an operator.");
        _rebuildDuration = _meter.CreateHistogram<double>(MetricNames.ProjectionRebuildDurationSeconds, "s", "How long rebuilds take.");
        _rebuildEvents = _meter.CreateCounter<long>(MetricNames.ProjectionRebuildEventsTotal, null, "Events that rebuilt tables were derived from.");
        _taskDuration = _meter.CreateHistogram<double>(MetricNames.TaskDurationSeconds, "s", "How long attempts at work after commits take, with the commit.");
        _deadTasks = _meter.CreateCounter<long>(MetricNames.TasksDeadTotal, null, "Work after commits that was given up.");
    }

    /// <summary>What features measure with.</summary>
    public FeatureMetrics MetricsOf(Registry registry) => new(registry, _meter);

    public void Dispose()
    {
        _meter.Dispose();
        _source.Dispose();
    }

    private static KeyValuePair<string, object?> Tag(string name, object? value) => new(name, value);

    /// <summary>What a failure is called: never its message, which may say too much.</summary>
    public static string ClassOf(Exception exception) => exception switch
    {
        KumikoException known => known.Code,
        OperationCanceledException => "cancelled",
        UniqueIndexException => "unique_violation",
        StreamConflictException => "version_conflict",
        DuplicateEventException => "idempotent_replay",
        MissingRowException or DuplicateRequestException or TransientStoreException => "conflict",
        _ => "internal_error",
    };

    /// <summary>What became of something: its failure's name, or that it is done.</summary>
    public static string OutcomeOf(Exception? failure) => failure is null ? "done" : ClassOf(failure);

    public static void Fail(Activity? activity, Exception exception)
    {
        var name = ClassOf(exception);
        activity?.SetTag(SpanTags.ErrorType, name);
        activity?.SetStatus(ActivityStatusCode.Error, name);
    }
}
