using Kumiko.Storage;

namespace Kumiko;

/// <summary>
/// Derives rows by the author's handlers: the same ones that run live. Whatever else they would write happened when the event was new.
/// </summary>
internal sealed class HandlerFold : PageFold
{
    private readonly Table _table;
    private readonly Vault? _vault;
    private readonly Handler _handle;
    private EntityStateReader _states;
    private StoreSession _session = null!;

    public HandlerFold(Table table, Vault? vault, Handler handle)
    {
        _table = table;
        _vault = vault;
        _handle = handle;
        _states = new EntityStateReader(() => _session);
    }

    /// <summary>Brings one event to its handler.</summary>
    internal delegate ValueTask Handler(StoredEvent stored, UnitOfWork unit, IEntityStates states, CancellationToken cancellation);

    public override void Forget() => _states = new EntityStateReader(() => _session);

    public override async Task Apply(IReadOnlyList<StoredEvent> page, StoreSession session, CancellationToken cancellation)
    {
        _session = session;

        // The session, and its transaction, are the caller's: the unit is neither committed nor disposed here.
        var unit = new UnitOfWork(session) { OnlyTable = _table };
        await unit.FetchKeys(_vault, page, cancellation);
        foreach (var stored in page)
        {
            try
            {
                await _handle(stored, unit, _states, cancellation);
            }
            catch (Exception exception) when (exception is not (StoreException or OperationCanceledException or EventMigrationException))
            {
                throw new ProjectionException(_table.Name, stored, exception);
            }
        }

        await unit.FlushAll(cancellation);
    }
}
