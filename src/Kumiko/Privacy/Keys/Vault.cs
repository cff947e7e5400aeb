using Kumiko.Storage;

namespace Kumiko;

/// <summary>What an application needs to seal and to open. There is none where nothing is sealed.</summary>
/// <param name="sealedIn">The names of the entities and events with sealed fields.</param>
internal sealed class Vault(IReadOnlyList<string> sealedIn)
{
    private MasterKeys? _masters;

    /// <summary>The names of the entities and events with sealed fields.</summary>
    public IReadOnlyList<string> SealedIn => sealedIn;

    /// <exception cref="MasterKeyMissingException">There are none.</exception>
    public MasterKeys Masters => _masters ?? throw new MasterKeyMissingException(sealedIn);

    /// <summary>Where keys live; null for the application's own database.</summary>
    public IKeyStore? Store { get; private set; }

    /// <summary>The table that the vault needs; null where keys live elsewhere.</summary>
    public Table? Table => Store is null ? KeyTable.Table : null;

    public TimeProvider Clock { get; private set; } = TimeProvider.System;

    /// <exception cref="MasterKeyMissingException">There are no master keys.</exception>
    public void Check() => _ = Masters;

    /// <summary>Gives the vault what the registry cannot know. Called once, before anything runs.</summary>
    public void Use(KumikoOptions options, TimeProvider clock)
    {
        _masters = options.MasterKeys ?? (options.MasterKeyFile is { } file ? MasterKeyFile.ReadOrCreate(file) : null);
        (Store, Clock) = (options.KeyStore, clock);
    }
}
