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

    /// <summary>When the standard commands write.</summary>
    public WriteMode ModeFor(EntityDefinition entity) =>
        Pace == WritePace.OneByOne && entity.UniqueIndexes.Count > 0 ? WriteMode.AtOnce : WriteMode.Together;

    /// <summary>How the batch is carried out.</summary>
    public WritePace Pace { get; init; }

    /// <summary>Waits for consumers.</summary>
    public required ConsumerWait Wait { get; init; }

    /// <summary>Runs a handler inside the batch, for the context that calls it: the whole pipeline, in the same transaction and tenant.</summary>
    public required Func<HandlerKind, object, QueryContext, Task<object?>> Nested { get; init; }
}
