namespace Kumiko;

/// <summary>What a rebuild is doing.</summary>
public enum RebuildPhase
{
    /// <summary>The shadow table is being filled. Readers and writers of the live table notice nothing.</summary>
    Filling,

    /// <summary>The shadow is checked for completeness and gets its indexes.</summary>
    Checking,

    /// <summary>The last events are added while writers wait, and the tables change places.</summary>
    Swapping,

    /// <summary>The derived table is the live one.</summary>
    Done,

    /// <summary>It ended with an error; the live table is as it was. Starting it again goes on where it stopped, if the declaration is still the same.</summary>
    Failed,
}
