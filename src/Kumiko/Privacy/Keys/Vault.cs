using Kumiko.Storage;

namespace Kumiko;

/// <summary>What an application needs to seal and to open. There is none where nothing is sealed.</summary>
/// <param name="sealedIn">The names of the entities and events with sealed fields.</param>
internal sealed class Vault(IReadOnlyList<string> sealedIn)
{
    private static readonly DataSubject IndexSubject = new("kumiko-index");

    private const int Attempts = 5;

    private MasterKeys? _masters;

    /// <summary>The names of the entities and events with sealed fields.</summary>
    public IReadOnlyList<string> SealedIn => sealedIn;

    /// <exception cref="MasterKeyMissingException">There are none.</exception>
    public MasterKeys Masters => _masters ?? throw new MasterKeyMissingException(sealedIn);

    /// <summary>Where keys live; null for the application's own database.</summary>
    public IKeyStore? Store { get; private set; }

    /// <summary>Makes the hashes by which values are found; null until the application has started, and where nothing can be found.</summary>
    public byte[]? IndexKey { get; private set; }

    /// <summary>Whether anything can be found.</summary>
    public bool HasFindable { get; set; }

    /// <summary>The table that the vault needs; null where keys live elsewhere.</summary>
    public Table? Table => Store is null ? KeyTable.Table : null;

    public TimeProvider Clock { get; private set; } = TimeProvider.System;

    /// <summary>Reads the key of hashes, or makes it. The table of keys has to be there.</summary>
    public async Task LoadIndexKey(Store store, CancellationToken cancellation)
    {
        for (var attempt = 1; HasFindable && IndexKey is null; attempt++)
        {
            await using var unit = new UnitOfWork(store.NewSession());
            try
            {
                var key = await unit.KeysOf(this).SecretToSeal(TenantId.System, IndexSubject, cancellation);
                await unit.Commit(cancellation);
                IndexKey = key;
            }
            catch (TransientStoreException) when (attempt < Attempts)
            {
                // Another node has made it at the same moment; now it is there.
            }
        }
    }

    /// <exception cref="MasterKeyMissingException">There are no master keys.</exception>
    public void Check() => _ = Masters;

    /// <summary>Gives the vault what the registry cannot know. Called once, before anything runs.</summary>
    public void Use(KumikoOptions options, TimeProvider clock)
    {
        _masters = options.MasterKeys ?? (options.MasterKeyFile is { } file ? MasterKeyFile.ReadOrCreate(file) : null);
        (Store, Clock) = (options.KeyStore, clock);
    }
}
