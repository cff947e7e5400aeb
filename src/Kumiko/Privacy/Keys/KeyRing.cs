using System.Security.Cryptography;
using Kumiko.Storage;

namespace Kumiko;

/// <summary>
/// The keys that one unit of work has asked for. They are read from where they live once for each unit, and no longer kept: a key that is destroyed opens
/// nothing from then on, on any node. Not safe for concurrent use.
/// </summary>
internal sealed class KeyRing(Vault vault, StoreSession session, UnitOfWork unit)
{
    private readonly Dictionary<(TenantId Tenant, DataSubject Subject), SubjectKey> _keys = [];
    private readonly SortedDictionary<(Guid Tenant, string Subject), byte[]> _used = [];
    private HashSet<(TenantId Tenant, DataSubject Subject)>? _fresh;

    public Vault Vault => vault;

    /// <summary>The secrets with which something was opened or sealed in this unit.</summary>
    public IReadOnlyDictionary<(Guid Tenant, string Subject), byte[]> Used => _used;

    /// <summary>Reads keys that are going to be asked for, in one question for each tenant.</summary>
    public async ValueTask Fetch(IEnumerable<(TenantId Tenant, DataSubject Subject)> wanted, CancellationToken cancellation)
    {
        List<(TenantId Tenant, DataSubject Subject)>? missing = null;
        foreach (var key in wanted.Distinct())
        {
            if (!_keys.ContainsKey(key) && _fresh?.Contains(key) != true && !unit.KnownRow(KeyTable.KeyOf(key.Tenant, key.Subject), out _))
            {
                (missing ??= []).Add(key);
            }
        }

        if (missing is null)
        {
            return;
        }

        if (vault.Store is { } store)
        {
            foreach (var tenant in missing.GroupBy(k => k.Tenant, k => k.Subject))
            {
                foreach (var key in await store.Find(tenant.Key, [.. tenant], cancellation))
                {
                    _keys[(tenant.Key, key.Subject)] = key;
                }
            }

            return;
        }

        foreach (var row in await session.ReadRows(KeyTable.Table, [.. missing.Select(k => (k.Tenant, KeyTable.KeyOf(k.Tenant, k.Subject).Id))], cancellation))
        {
            var key = KeyTable.Read(row, vault.Masters);
            _keys[(new TenantId((Guid)row[0]!), key.Subject)] = key;
        }
    }

    /// <summary>The subject is new in the world: there can be no key, so nobody needs to ask for it.</summary>
    public void ExpectNone(TenantId tenant, DataSubject subject) => (_fresh ??= []).Add((tenant, subject));

    /// <summary>A key that was fetched, or that this unit made; null when there is none.</summary>
    public SubjectKey? Find(TenantId tenant, DataSubject subject)
    {
        // What the unit did counts first, and is taken back with it.
        if (unit.KnownRow(KeyTable.KeyOf(tenant, subject), out var row))
        {
            return row is null ? null : KeyTable.Read(row, vault.Masters);
        }

        return _keys.GetValueOrDefault((tenant, subject));
    }

    /// <summary>The secret to open something with; null when it was destroyed.</summary>
    /// <exception cref="InvalidOperationException">There never was one: the keys are not those of this database.</exception>
    public byte[]? SecretToOpen(TenantId tenant, DataSubject subject)
    {
        var key = Find(tenant, subject) ?? throw new InvalidOperationException(
            $"Data is sealed under the key of '{subject}' in the tenant '{tenant}', and there is no such key, nor was it destroyed. The keys are not those of this database.");
        return Note(tenant, key);
    }

    /// <summary>The secret to seal something with; made where there is none.</summary>
    /// <exception cref="UnprocessableException">The subject was forgotten.</exception>
    public async ValueTask<byte[]> SecretToSeal(TenantId tenant, DataSubject subject, CancellationToken cancellation)
    {
        await Fetch([(tenant, subject)], cancellation);
        return Note(tenant, Find(tenant, subject) ?? await Create(tenant, subject, cancellation)) ?? throw new UnprocessableException(
            "subject_forgotten", $"'{subject}' was forgotten: no personal data can be stored about it any more.", new Dictionary<string, object?> { ["subject"] = subject.Value });
    }

    /// <summary>Destroys a key, with the unit's other writes; a key store elsewhere destroys it at once.</summary>
    /// <returns>Whether there was one to destroy.</returns>
    public async Task<bool> Destroy(TenantId tenant, DataSubject subject, CancellationToken cancellation)
    {
        if (vault.Store is { } store)
        {
            await Fetch([(tenant, subject)], cancellation);
            if (Find(tenant, subject) is { Secret: null })
            {
                return false;
            }

            await store.Destroy(tenant, subject, cancellation);
            _keys[(tenant, subject)] = new SubjectKey(subject, null);
            return true;
        }

        var key = KeyTable.KeyOf(tenant, subject);
        if (await unit.LockRow(key, cancellation) is not { } row)
        {
            // There is no key, and there shall never be one.
            row = KeyTable.RowOf(tenant, subject, "", Now());
            var (_, forgotten) = KeyTable.Destroy(row, Now());
            unit.AddMissingRow(key, new WriteOperation.InsertRow(KeyTable.Table, forgotten), forgotten);
            return true;
        }

        if (KeyTable.Read(row, vault.Masters).Secret is null)
        {
            return false;
        }

        var (operation, after) = KeyTable.Destroy(row, Now());
        unit.AddRow(key, operation, after);
        return true;
    }

    private async ValueTask<SubjectKey> Create(TenantId tenant, DataSubject subject, CancellationToken cancellation)
    {
        if (vault.Store is { } store)
        {
            return _keys[(tenant, subject)] = await store.Create(tenant, subject, cancellation);
        }

        var secret = RandomNumberGenerator.GetBytes(SubjectKey.SecretSize);
        var row = KeyTable.RowOf(tenant, subject, vault.Masters.Wrap(secret, KeyTable.PlaceOf(tenant, subject)), Now());
        unit.AddMissingRow(KeyTable.KeyOf(tenant, subject), new WriteOperation.InsertRow(KeyTable.Table, row), row);
        return new SubjectKey(subject, secret);
    }

    private byte[]? Note(TenantId tenant, SubjectKey key)
    {
        if (key.Secret is not null)
        {
            _used[(tenant.Value, key.Subject.Value)] = key.Secret;
        }

        return key.Secret;
    }

    private DateTimeOffset Now() => Instants.ToMilliseconds(vault.Clock.GetUtcNow());
}
