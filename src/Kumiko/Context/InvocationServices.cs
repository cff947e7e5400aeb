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

    /// <summary>Runs a handler inside the batch: the whole pipeline, in the same transaction.</summary>
    public required Func<HandlerKind, object, InvocationServices, Task<object?>> Nested { get; init; }
}
