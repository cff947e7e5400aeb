using System.Diagnostics.Metrics;
using Kumiko.Storage;

namespace Kumiko;

internal sealed partial class Telemetry
{
    /// <summary>
    /// Shows how the consumers of this process stand, from what is in memory: nobody asks the database because somebody looks at a gauge.
    /// </summary>
    public void Observe(ProgressBoard board, Func<ConsumerHost?> host)
    {
        _meter.CreateObservableGauge(MetricNames.EventConsumerLagEvents, () => LagOf(board, host), null,
            "How many positions of the log a consumer of this node is behind its end; events that it does not handle count, too.");
        _meter.CreateObservableGauge(MetricNames.EventConsumerLagSeconds, () => AgeOf(board, host), "s",
            "How long ago the event was recorded that a consumer of this node is dealing with; zero at the end.");
        _meter.CreateObservableGauge(MetricNames.EventConsumerStatus, () => StatusOf(host), null,
            "0 active, 1 paused, 2 failed; all consumers, as of the last heartbeat.");
        _meter.CreateObservableGauge(MetricNames.LogGapAgeSeconds, () => GapOf(host), "s",
            "How long a transaction that may still commit an event has held up the consumers of this node.");
    }

    /// <summary>Works off a page and measures it.</summary>
    public async Task<PageResult> Page(string consumer, LogPage page, Func<Task<PageResult>> work)
    {
        if (!_pageDuration.Enabled && !_processed.Enabled && !_source.HasListeners())
        {
            return await work();
        }

        using var activity = _source.StartActivity(SpanNames.ConsumerPage);
        activity?.SetTag(SpanTags.Consumer, consumer);
        activity?.SetTag(SpanTags.Events, page.Events.Count);
        var started = _clock.GetTimestamp();
        try
        {
            var result = await work();
            var outcome = result.Failure is null ? "done" : result.Until is null ? "failed" : "partly";
            activity?.SetTag(SpanTags.Outcome, outcome);
            if (result.Failure is { } failure)
            {
                Fail(activity, failure.Exception);
            }

            _pageDuration.Record(_clock.GetElapsedTime(started).TotalSeconds, Tag("consumer", consumer), Tag("outcome", outcome));
            if (result.Until is { } until && page.Events.Count(e => e.Position.Value <= until.Value) is > 0 and var done)
            {
                _processed.Add(done, Tag("consumer", consumer));
            }

            return result;
        }
        catch (Exception exception)
        {
            activity?.SetTag(SpanTags.Outcome, exception is FencedException ? "lost" : "interrupted");
            Fail(activity, exception);
            throw;
        }
    }

    public void CountFailure(string consumer) => _failed.Add(1, Tag("consumer", consumer));

    public void CountDeadLetter(string consumer) => _deadLetters.Add(1, Tag("consumer", consumer));

    public void CountTaken(string consumer) => _leasesTaken.Add(1, Tag("consumer", consumer));

    public void CountLost(string consumer) => _leasesLost.Add(1, Tag("consumer", consumer));

    private static IEnumerable<Measurement<long>> LagOf(ProgressBoard board, Func<ConsumerHost?> host) => host()?.End is { } end
        ? board.All.Select(c => new Measurement<long>(Math.Max(0, end.Value - c.Value.Reached.Value), Tag("consumer", c.Key)))
        : [];

    private IEnumerable<Measurement<double>> AgeOf(ProgressBoard board, Func<ConsumerHost?> host) => host()?.End is { } end
        ? board.All.Select(c => new Measurement<double>(c.Value.Reached.Value >= end.Value ? 0 : c.Value.Age(_clock.GetUtcNow()).TotalSeconds, Tag("consumer", c.Key)))
        : [];

    private static IEnumerable<Measurement<int>> StatusOf(Func<ConsumerHost?> host) =>
        host()?.View?.Consumers.Select(c => new Measurement<int>((int)c.Status, Tag("consumer", c.Key.Name))) ?? [];

    private static IEnumerable<Measurement<double>> GapOf(Func<ConsumerHost?> host) =>
        host() is { } running ? [new Measurement<double>(running.GapAge.TotalSeconds)] : [];
}
