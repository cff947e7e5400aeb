using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Kumiko.Tests.Operating;

/// <summary>Listens to one application.</summary>
internal sealed class Heard : IDisposable
{
    private readonly MeterListener _meters = new();
    private readonly ActivityListener _activities = new();
    private readonly ConcurrentQueue<Measured> _measurements = [];
    private readonly ConcurrentQueue<Activity> _spans = [];

    public Heard(string instance)
    {
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == KumikoTelemetry.MeterName && IsOf(instance, instrument.Meter.Tags))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Hear(instrument, value, tags));
        _meters.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Hear(instrument, value, tags));
        _meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Hear(instrument, value, tags));
        _meters.Start();
        _activities.ShouldListenTo = source => source.Name == KumikoTelemetry.ActivitySourceName && IsOf(instance, source.Tags);
        _activities.Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData;
        _activities.ActivityStopped = _spans.Enqueue;
        ActivitySource.AddActivityListener(_activities);
    }

    public IReadOnlyList<Measured> All => [.. _measurements];

    public IReadOnlyList<Activity> Spans => [.. _spans];

    public IReadOnlyList<Measured> Of(string name) => [.. _measurements.Where(m => m.Name == name)];

    public double Sum(string name, string consumer) => Of(name).Where(m => Equals(m.Tags["consumer"], consumer)).Sum(m => m.Value);

    /// <summary>What a gauge shows now; null for nothing.</summary>
    public double? Gauge(string name, string? consumer)
    {
        _meters.RecordObservableInstruments();
        return Of(name).LastOrDefault(m => consumer is null || Equals(m.Tags["consumer"], consumer))?.Value;
    }

    public void Dispose()
    {
        _meters.Dispose();
        _activities.Dispose();
    }

    private static bool IsOf(string instance, IEnumerable<KeyValuePair<string, object?>>? tags) =>
        tags?.Any(t => t.Key == KumikoTelemetry.InstanceTag && Equals(t.Value, instance)) == true;

    private void Hear(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _measurements.Enqueue(new Measured(instrument.Name, value, tags.ToArray().ToDictionary()));
}

internal sealed record Measured(string Name, double Value, IReadOnlyDictionary<string, object?> Tags);
