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

    public EntityWriter Writer { get; } = new(unit, clock, ids);

    /// <summary>
    /// When the standard commands write. In a batch of several, what may violate a unique index goes out at once, so that it is known
    /// which command failed.
    /// </summary>
    public WriteMode ModeFor(EntityDefinition entity) => IsBatch && entity.UniqueIndexes.Count > 0 ? WriteMode.AtOnce : WriteMode.Together;

    /// <summary>Whether several commands share the transaction.</summary>
    public bool IsBatch { get; init; }

    /// <summary>Runs a handler inside the batch, for the context that calls it: the whole pipeline, in the same transaction and tenant.</summary>
    public required Func<HandlerKind, object, QueryContext, Task<object?>> Nested { get; init; }
}
