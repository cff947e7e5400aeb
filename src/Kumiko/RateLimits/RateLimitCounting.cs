namespace Kumiko;

/// <summary>Where calls are counted against limits.</summary>
public enum RateLimitCounting
{
    /// <summary>In the memory of each process: quick, and right where one process serves the application. Several admit the limit each.</summary>
    InProcess,

    /// <summary>In the database, together with all other processes: one more statement for each call of a handler with a limit.</summary>
    InDatabase,
}
