namespace Kumiko;

/// <summary>The types of events that the framework itself appends to streams of the domain.</summary>
public static class SystemEvents
{
    /// <summary>The stream was archived: it is read-only and loads empty until it is restored.</summary>
    public const string Archived = "kumiko:system:archived";

    /// <summary>The stream was taken out of the archive.</summary>
    public const string Restored = "kumiko:system:restored";

    /// <summary>A data subject was forgotten. The payload says who, as <c>subject</c>, and why, as <c>reason</c>.</summary>
    public const string SubjectForgotten = "kumiko:system:subject-forgotten";
}
