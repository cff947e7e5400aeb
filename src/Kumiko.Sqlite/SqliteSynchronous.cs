namespace Kumiko.Sqlite;

/// <summary>How much a commit waits for the disk. Neither can corrupt the database, and a crash of the process loses nothing under both.</summary>
public enum SqliteSynchronous
{
    /// <summary>A commit does not wait for the disk. A power failure may take the last moments of committed work with it.</summary>
    Normal,

    /// <summary>A commit returns when it is on the disk. Commits that arrive together share one wait.</summary>
    Full,
}
