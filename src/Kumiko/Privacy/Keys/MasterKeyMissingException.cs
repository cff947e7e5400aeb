namespace Kumiko;

/// <summary>Fields are sealed, and nobody says under which master key.</summary>
public sealed class MasterKeyMissingException : Exception
{
    internal MasterKeyMissingException(IReadOnlyList<string> sealedIn)
        : base($"There is no master key, and data is sealed in {string.Join(", ", sealedIn.Select(s => $"'{s}'"))}. Set KUMIKO_MASTER_KEY, or Kumiko:MasterKey in the "
            + "configuration, to 32 random bytes in base64 ('openssl rand -base64 32' makes them), and keep a copy apart from the database and its backups.") =>
        SealedIn = sealedIn;

    /// <summary>The names of the entities and events with sealed fields.</summary>
    public IReadOnlyList<string> SealedIn { get; }
}
