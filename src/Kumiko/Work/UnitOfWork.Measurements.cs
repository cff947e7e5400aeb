namespace Kumiko;

internal sealed partial class UnitOfWork
{
    private List<Measurement>? _measurements;

    /// <summary>Keeps a value back until the unit's work lasts. A rebuild measures nothing: what it goes through happened long ago.</summary>
    public void Measure(Measurement measurement)
    {
        if (OnlyTable is null)
        {
            (_measurements ??= []).Add(measurement);
        }
    }

    /// <summary>Writes what was measured: the unit's work lasts, or had nothing to write.</summary>
    public void WriteMeasurements()
    {
        foreach (var measurement in _measurements ?? [])
        {
            try
            {
                measurement.Write();
            }
            catch (Exception)
            {
                // A listener that throws is no reason to report what was committed as failed.
            }
        }

        _measurements = null;
    }

    /// <summary>Forgets what was measured in a part that is taken back.</summary>
    private void ForgetMeasurements(int from)
    {
        if (_measurements?.Count > from)
        {
            _measurements.RemoveRange(from, _measurements.Count - from);
        }
    }
}
