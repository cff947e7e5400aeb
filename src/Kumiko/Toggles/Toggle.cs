namespace Kumiko;

/// <summary>Whether a feature is switched on.</summary>
public enum Toggle
{
    /// <summary>It works.</summary>
    On,

    /// <summary>Its commands, queries and hooks do not run. What it stored stays.</summary>
    Off,
}
