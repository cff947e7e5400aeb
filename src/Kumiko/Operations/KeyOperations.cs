using Kumiko.Storage;

namespace Kumiko;

/// <summary>What operators can ask about keys of data subjects, and do with them.</summary>
public sealed class KeyOperations
{
    private const int PageSize = 200;

    private readonly Registry _registry;
    private readonly Store _store;
    private readonly Dispatcher _dispatcher;

    internal KeyOperations(Registry registry, Store store, Dispatcher dispatcher)
    {
        _registry = registry;
        _store = store;
        _dispatcher = dispatcher;
    }

    /// <summary>How many keys there are, and which master keys wrap them.</summary>
    /// <exception cref="UnprocessableException">Nothing is sealed, or keys live elsewhere.</exception>
    public async Task<KeyStatus> Status(CancellationToken cancellation = default)
    {
        var masters = VaultWithTable().Masters;
        var (active, outdated, forgotten) = (0L, 0L, 0L);
        await foreach (var page in Pages(cancellation))
        {
            forgotten += page.Count(KeyTable.IsForgotten);
            outdated += page.Count(row => KeyTable.IsOutdated(row, masters));
            active += page.Count(row => !KeyTable.IsForgotten(row));
        }

        return new KeyStatus(masters.CurrentId, active, outdated, forgotten);
    }

    /// <summary>
    /// Wraps by the current master key all keys that an older one wraps, in small steps; what was wrapped before an interruption stays. Nothing that is sealed
    /// changes. When it is done, the older master keys are not needed any more, once the stored answers and tasks of before are gone.
    /// </summary>
    /// <returns>How many were wrapped anew.</returns>
    /// <exception cref="UnprocessableException">Nothing is sealed, or keys live elsewhere.</exception>
    public async Task<long> Rotate(CancellationToken cancellation = default)
    {
        var masters = VaultWithTable().Masters;
        var rotated = 0L;
        await foreach (var page in Pages(cancellation))
        {
            List<(TenantId, Guid)> outdated = [.. page.Where(row => KeyTable.IsOutdated(row, masters)).Select(KeyOf)];
            if (outdated.Count > 0)
            {
                rotated += await Rotate(outdated, masters, cancellation);
            }
        }

        return rotated;
    }

    /// <summary>Forgets a data subject of a tenant, as <see cref="WriteContext.Forget(DataSubject, string)"/> does.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="subject">Who.</param>
    /// <param name="reason">Why.</param>
    /// <param name="by">Who asks for it.</param>
    /// <exception cref="UnprocessableException">Nothing is sealed in the application.</exception>
    public Task Forget(TenantId tenant, DataSubject subject, string reason, UserId by)
    {
        _ = VaultOrNothing();
        var caller = new Caller(User.System(tenant), RequestInfo.New());
        return _dispatcher.RunApart(caller, null, new Actor(tenant, by, caller.Request), context => context.Forget(subject, reason), CancellationToken.None);
    }

    /// <summary>Under a lock, and only what is still outdated: a key that is destroyed meanwhile must not come back.</summary>
    private async Task<long> Rotate(IReadOnlyList<(TenantId Tenant, Guid Id)> keys, MasterKeys masters, CancellationToken cancellation)
    {
        await using var session = _store.NewSession();
        await session.Begin(cancellation);
        var operations = new List<WriteOperation>();
        foreach (var (tenant, id) in keys)
        {
            if (await session.LockRow(KeyTable.Table, tenant, id, cancellation) is { } row && KeyTable.IsOutdated(row, masters))
            {
                operations.Add(KeyTable.Rewrap(row, masters));
            }
        }

        if (operations.Count > 0)
        {
            await session.Execute(operations, cancellation);
        }

        await session.Commit(cancellation);
        return operations.Count;
    }

    private async IAsyncEnumerable<IReadOnlyList<object?[]>> Pages([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        (TenantId, Guid)? last = null;
        while (true)
        {
            IReadOnlyList<object?[]> page;
            await using (var session = _store.NewSession())
            {
                page = await session.ReadPage(KeyTable.Table, last, PageSize, cancellation);
            }

            if (page.Count == 0)
            {
                yield break;
            }

            last = KeyOf(page[^1]);
            yield return page;
        }
    }

    private Vault VaultOrNothing() => _registry.Vault
        ?? throw new UnprocessableException("nothing_sealed", "Nothing is sealed in this application, so that there are no keys, and nobody can be forgotten.");

    private Vault VaultWithTable() => VaultOrNothing() is { Table: not null } vault
        ? vault
        : throw new UnprocessableException("keys_elsewhere", "The keys live in a store of their own, which wraps them as it likes.");

    private static (TenantId Tenant, Guid Id) KeyOf(object?[] row) => (new TenantId((Guid)row[0]!), (Guid)row[1]!);
}
