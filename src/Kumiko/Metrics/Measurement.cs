namespace Kumiko;

/// <summary>A value that was measured and is not written yet.</summary>
internal readonly record struct Measurement(MetricInstrument Instrument, double Value, KeyValuePair<string, object?>[] Tags)
{
    public void Write() => Instrument.Write(Value, Tags);
}
