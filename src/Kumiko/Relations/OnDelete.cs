namespace Kumiko;

/// <summary>What becomes of the records that refer to one when that one is deleted.</summary>
public enum OnDelete
{
    /// <summary>They stay as they are; their reference points at nothing.</summary>
    Nothing,

    /// <summary>The delete is refused while there are any.</summary>
    Restrict,

    /// <summary>They are deleted with it, each by an event of its own, and what depends on them in turn.</summary>
    Cascade,

    /// <summary>Their reference is cleared, by an event of their own.</summary>
    SetNull,
}
