namespace Kumiko;

/// <summary>How the work of one kind that is done after commits stands.</summary>
/// <param name="Kind">The kind's qualified name.</param>
/// <param name="IsKnown">Whether this version of the application knows the kind. Tasks of others wait for a node that does.</param>
/// <param name="Waiting">How many tasks are still tried, those that run now included.</param>
/// <param name="Dead">How many were given up.</param>
/// <param name="OldestDueAt">When the first of those that wait became due, or will, in UTC; null when none waits.</param>
public sealed record TaskReport(string Kind, bool IsKnown, long Waiting, long Dead, DateTimeOffset? OldestDueAt);

/// <summary>Work after a commit that was given up. It is kept until an operator revives or discards it.</summary>
/// <param name="Id">The task's id.</param>
/// <param name="Kind">The kind's qualified name.</param>
/// <param name="Tenant">The tenant in which it happens.</param>
/// <param name="CreatedAt">When it was queued, in UTC.</param>
/// <param name="DeadAt">When it was given up, in UTC.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="Error">What went wrong last.</param>
public sealed record DeadTask(Guid Id, string Kind, TenantId Tenant, DateTimeOffset CreatedAt, DateTimeOffset DeadAt, int Attempts, string Error);
