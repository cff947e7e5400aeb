namespace Kumiko.Storage;

/// <summary>
/// Work that waits to be done after a commit. Tasks come and go with batches: <see cref="WriteOperation.AddTask"/> and
/// <see cref="WriteOperation.RemoveTask"/>. Leases end by the database's clock, so that nodes whose clocks differ agree; when a task is due is told by the
/// application's. Every call is a transaction of its own.
/// </summary>
public abstract class TaskDirectory
{
    /// <summary>
    /// Takes tasks that are due and that nobody works for, the longest due first. Nobody else gets them until the lease ends; each counts as an attempt.
    /// </summary>
    public abstract Task<IReadOnlyList<QueuedTask>> Take(TaskClaim claim, CancellationToken cancellation = default);

    /// <summary>Gives a node more time for all tasks that it has.</summary>
    public abstract Task Prolong(string owner, TimeSpan lease, CancellationToken cancellation = default);

    /// <summary>Notes a failed attempt and gives the task back, if the fence is still the current one.</summary>
    /// <returns>Whether it was noted.</returns>
    public abstract Task<bool> Fail(Guid id, long fence, TaskFailure failure, CancellationToken cancellation = default);

    /// <summary>Gives a task back as if it had not been begun, if the fence is still the current one.</summary>
    /// <param name="id">The task.</param>
    /// <param name="fence">The fence that the caller got.</param>
    /// <param name="dueAt">When it may be begun again.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public abstract Task Release(Guid id, long fence, DateTimeOffset dueAt, CancellationToken cancellation = default);

    /// <summary>Reads tasks, oldest first.</summary>
    public abstract Task<IReadOnlyList<QueuedTask>> Read(TaskQuery query, CancellationToken cancellation = default);

    /// <summary>Counts the tasks of each kind that has some, in the order of names.</summary>
    public abstract Task<IReadOnlyList<TaskCount>> Count(CancellationToken cancellation = default);

    /// <summary>Lets tasks that were given up be tried anew, from the first attempt on. Others are left alone, whatever the query says.</summary>
    /// <param name="query">Which; its limit does not matter.</param>
    /// <param name="dueAt">When they may be begun.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>How many.</returns>
    public abstract Task<int> Revive(TaskQuery query, DateTimeOffset dueAt, CancellationToken cancellation = default);

    /// <summary>Removes a task that was given up.</summary>
    /// <returns>Whether there was one.</returns>
    public abstract Task<bool> Discard(Guid id, CancellationToken cancellation = default);
}
