namespace Kumiko;

/// <summary>The names of the framework's own metrics.</summary>
internal static class MetricNames
{
    public const string DispatcherHandlerDurationSeconds = "kumiko_dispatcher_handler_duration_seconds";
    public const string DispatcherHandlerErrorsTotal = "kumiko_dispatcher_handler_errors_total";
    public const string EventConsumerDeadLettersTotal = "kumiko_event_consumer_dead_letters_total";
    public const string EventConsumerEventsFailedTotal = "kumiko_event_consumer_events_failed_total";
    public const string EventConsumerEventsProcessedTotal = "kumiko_event_consumer_events_processed_total";
    public const string EventConsumerLagEvents = "kumiko_event_consumer_lag_events";
    public const string EventConsumerLagSeconds = "kumiko_event_consumer_lag_seconds";
    public const string EventConsumerLeasesLostTotal = "kumiko_event_consumer_leases_lost_total";
    public const string EventConsumerLeasesTakenTotal = "kumiko_event_consumer_leases_taken_total";
    public const string EventConsumerPageDurationSeconds = "kumiko_event_consumer_page_duration_seconds";
    public const string EventConsumerStatus = "kumiko_event_consumer_status";
    public const string TaskDurationSeconds = "kumiko_task_duration_seconds";
    public const string TasksDeadTotal = "kumiko_tasks_dead_total";
    public const string LogGapAgeSeconds = "kumiko_log_gap_age_seconds";
    public const string ProjectionRebuildDurationSeconds = "kumiko_projection_rebuild_duration_seconds";
    public const string ProjectionRebuildEventsTotal = "kumiko_projection_rebuild_events_total";

    /// <summary>All of them: features cannot have theirs under the same names.</summary>
    public static IReadOnlySet<string> All { get; } = new HashSet<string>
    {
        DispatcherHandlerDurationSeconds,
        DispatcherHandlerErrorsTotal,
        EventConsumerDeadLettersTotal,
        EventConsumerEventsFailedTotal,
        EventConsumerEventsProcessedTotal,
        EventConsumerLagEvents,
        EventConsumerLagSeconds,
        EventConsumerLeasesLostTotal,
        EventConsumerLeasesTakenTotal,
        EventConsumerPageDurationSeconds,
        EventConsumerStatus,
        TaskDurationSeconds,
        TasksDeadTotal,
        LogGapAgeSeconds,
        ProjectionRebuildDurationSeconds,
        ProjectionRebuildEventsTotal,
    };
}
