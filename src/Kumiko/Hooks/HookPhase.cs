namespace Kumiko;

/// <summary>When a hook runs that follows from a write. What comes before a write always runs in its transaction.</summary>
public sealed record HookPhase
{
    private HookPhase(string? taskName) => TaskName = taskName;

    /// <summary>In the transaction of the write: both happen, or neither does.</summary>
    public static HookPhase InTransaction { get; } = new(taskName: null);

    /// <summary>The short name of the work that is queued; null in the transaction.</summary>
    public string? TaskName { get; }

    /// <summary>
    /// In a transaction of its own behind the commit of the write, at least once: the work is queued in the transaction, so that no crash loses it, and is
    /// tried again when it fails. What it writes to the database happens once; for everything else there is a key that tells a repetition.
    /// </summary>
    /// <param name="name">
    /// Its short name; unique among the feature's. The queue finds the code again by it, so a hook that is renamed leaves behind what was queued.
    /// </param>
    public static HookPhase AfterCommit(string name) => new(name);
}
