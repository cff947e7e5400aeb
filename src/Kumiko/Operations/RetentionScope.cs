namespace Kumiko;

/// <summary>Which streams of a kind the log forgets.</summary>
public enum RetentionScope
{
    /// <summary>Those that have ended: archived ones, and those of records that were deleted for good.</summary>
    Ended,

    /// <summary>All that are old enough. Not for entities: a living row must stay derivable.</summary>
    All,
}
