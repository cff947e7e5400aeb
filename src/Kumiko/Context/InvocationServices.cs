using Kumiko.Storage;

namespace Kumiko;

/// <summary>What the handlers of one batch share.</summary>
internal sealed class InvocationServices(Registry registry, UnitOfWork unit, Caller caller, TimeProvider clock, IdGenerator ids, CancellationToken cancellation)
{
    public Registry Registry => registry;

    public UnitOfWork Unit => unit;

    public Caller Caller => caller;

    public TimeProvider Clock => clock;

    public CancellationToken Cancellation => cancellation;

    public EntityWriter Writer { get; } = new(unit, registry.InlineProjections, clock, ids);

    public StreamWriter Streams { get; } = new(unit, registry.InlineProjections, clock);

    /// <summary>Snapshots to be saved when the unit of work is over.</summary>
    public SnapshotQueue Snapshots { get; } = new();

    /// <summary>When the standard commands write.</summary>
    public WriteMode ModeFor(EntityDefinition entity) =>
        Pace == WritePace.OneByOne && entity.UniqueIndexes.Count > 0 ? WriteMode.AtOnce : WriteMode.Together;

    /// <summary>When an event is appended. A key that was used before is found at the end, too; but then it is not known which one it was.</summary>
    public WriteMode ModeFor(AppendOptions? options) =>
        Pace == WritePace.OneByOne && options?.IdempotencyKey is not null ? WriteMode.AtOnce : WriteMode.Together;

    /// <summary>How the batch is carried out.</summary>
    public WritePace Pace { get; init; }

    /// <summary>Runs a handler inside the batch, for the context that calls it: the whole pipeline, in the same transaction and tenant.</summary>
    public required Func<HandlerKind, object, QueryContext, Task<object?>> Nested { get; init; }
}
