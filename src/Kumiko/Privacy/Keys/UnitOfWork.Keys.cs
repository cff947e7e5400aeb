namespace Kumiko;

/// <content>Keys: each unit of work asks for those that it needs, once.</content>
internal sealed partial class UnitOfWork
{
    /// <summary>The keys that the unit has asked for; null while it needed none.</summary>
    public KeyRing? Keys { get; private set; }

    /// <summary>The keys of the unit.</summary>
    public KeyRing KeysOf(Vault vault) => Keys ??= new KeyRing(vault, session, this);
}
