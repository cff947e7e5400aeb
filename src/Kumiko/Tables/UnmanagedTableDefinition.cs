using Kumiko.Storage;

namespace Kumiko;

/// <summary>A table outside of the log: no event fills it, no rebuild derives it, and what is changed in it is changed for good.</summary>
public sealed class UnmanagedTableDefinition
{
    internal UnmanagedTableDefinition(string name, FeatureDefinition feature, string reason, RowDefinition rows)
    {
        Name = name;
        Feature = feature;
        Reason = reason;
        Rows = rows;
    }

    /// <summary>The short name.</summary>
    public string Name { get; }

    /// <summary>The feature that declares it.</summary>
    public FeatureDefinition Feature { get; }

    /// <summary>Why it is outside of the log.</summary>
    public string Reason { get; }

    /// <summary>The fields of its rows.</summary>
    public RecordSchema Schema => Rows.Schema;

    /// <summary>The table.</summary>
    public Table Table => Rows.Table;

    internal RowDefinition Rows { get; }
}
