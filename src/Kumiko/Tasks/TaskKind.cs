namespace Kumiko;

/// <summary>
/// A kind of work that is done after the commit that asks for it. It is begun at least once; what it writes to the database, and the end of the task, are one
/// transaction, so that it happens once. For effects elsewhere there is <see cref="TaskRun.DedupKey"/>.
/// </summary>
/// <param name="Name">
/// The qualified name. It is what finds the code again, after a crash or in the next version, so it must not depend on the order of declarations.
/// </param>
/// <param name="Run">Does the work.</param>
internal sealed record TaskKind(string Name, Func<TaskRun, WriteContext, Task> Run) : IWorkOwner
{
    /// <summary>The feature whose code it is; null for the framework's own. While the feature is off, its tasks wait.</summary>
    public FeatureDefinition? Feature { get; init; }

    /// <summary>How often, and how soon, it is tried again.</summary>
    public RetryPolicy Retry { get; init; } = RetryPolicy.Default;

    FeatureDefinition IWorkOwner.Feature => Feature ?? throw new InvalidOperationException($"'{Name}' belongs to no feature.");
}
