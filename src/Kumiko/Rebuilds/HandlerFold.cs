using Kumiko.Storage;

namespace Kumiko;

/// <summary>
/// Derives rows by the author's handlers: the same ones that run live. Whatever else they would write happened when the event was new.
/// </summary>
internal sealed class HandlerFold : PageFold
{
    private readonly Registry _registry;
    private readonly Table _table;
    private readonly TimeProvider _clock;
    private readonly Handler _handle;
    private readonly IdGenerator _ids;
    private EntityStateReader _states;
    private StoreSession _session = null!;

    public HandlerFold(Registry registry, Table table, TimeProvider clock, Handler handle)
    {
        _registry = registry;
        _table = table;
        _clock = clock;
        _handle = handle;
        _ids = new IdGenerator(clock);
        _states = new EntityStateReader(() => _session);
    }

    /// <summary>Brings one event to its handler.</summary>
    internal delegate ValueTask Handler(StoredEvent stored, InvocationServices services, IEntityStates states, CancellationToken cancellation);

    public override void Forget() => _states = new EntityStateReader(() => _session);

    public override async Task Apply(IReadOnlyList<StoredEvent> page, StoreSession session, CancellationToken cancellation)
    {
        _session = session;

        // The session, and its transaction, are the caller's: the unit is neither committed nor disposed here.
        var unit = new UnitOfWork(session) { OnlyTable = _table };
        foreach (var stored in page)
        {
            var services = new InvocationServices(_registry, unit, DeliveredEvent.CallerOf(stored), _clock, _ids, cancellation) { Nested = RunNothing };
            try
            {
                await _handle(stored, services, _states, cancellation);
            }
            catch (Exception exception) when (exception is not (StoreException or OperationCanceledException or EventMigrationException))
            {
                throw new ProjectionException(_table.Name, stored, exception);
            }
        }

        await unit.FlushAll(cancellation);
    }

    private static Task<object?> RunNothing(HandlerKind kind, object input, QueryContext context) => kind == HandlerKind.Write
        ? Task.FromResult<object?>(null)
        : throw new NotSupportedException("A rebuild runs no queries, which would see the rows of today: derive rows from events alone.");
}
