using Kumiko.Storage;

namespace Kumiko;

internal sealed partial class InvocationServices
{
    private (Actor Actor, string? Causation, ReadOnlyMemory<byte> Json) _taskContext;

    /// <summary>Called after a commit that queued tasks; null where nobody waits for them.</summary>
    public Action? TasksQueued { get; init; }

    /// <summary>
    /// Queues work that is done after the commit, in a transaction of its own, at least once. It belongs to the unit of work: what takes back the writes
    /// takes it back, too.
    /// </summary>
    /// <param name="kind">What is to be done; a kind that the registry knows.</param>
    /// <param name="actor">On whose behalf, and in which tenant.</param>
    /// <param name="payload">What the kind needs to know: a JSON object. Where something is sealed, it is kept sealed until the work is done.</param>
    /// <param name="causation">The event that it follows from, as <c>aggregate:version</c>; null for none.</param>
    /// <param name="delay">How long to wait.</param>
    /// <returns>The task's id.</returns>
    public Guid Enqueue(TaskKind kind, Actor actor, ReadOnlyMemory<byte> payload, string? causation = null, TimeSpan delay = default)
    {
        // The same bytes for all tasks of one event or request: they travel to the database once.
        if (_taskContext.Json.IsEmpty || _taskContext.Actor != actor || _taskContext.Causation != causation)
        {
            _taskContext = (actor, causation, new TaskContext(caller, actor).ToJson(causation));
        }

        var now = Instants.ToMilliseconds(clock.GetUtcNow());
        var task = new NewTask
        {
            Id = ids.Next(),
            Tenant = actor.Tenant,
            Kind = kind.Name,
            Payload = SealedPayload.Seal(payload, registry.Vault),
            Context = _taskContext.Json,
            CreatedAt = now,
            DueAt = now + delay,
        };
        unit.Add(new WriteOperation.AddTask(task));
        unit.AfterCommit = TasksQueued;
        return task.Id;
    }
}
