namespace Kumiko.Storage;

/// <summary>
/// Which tenants a session works for. It says nothing about what a statement asks for, which is the matter of its <see cref="TenantScope"/>: a database
/// that guards rows by itself refuses a statement whatever lies beyond the session's reach, even if the statement asks for it.
/// </summary>
public sealed class TenantReach
{
    private readonly IReadOnlyList<TenantId> _tenants;

    private TenantReach(IReadOnlyList<TenantId> tenants) => _tenants = tenants;

    /// <summary>All tenants: the framework's own work, and what somebody crosses tenants for with a written reason.</summary>
    public static TenantReach All { get; } = new([]);

    /// <summary>Whether no tenant is out of reach.</summary>
    public bool IsAll => _tenants.Count == 0;

    /// <summary>The tenants within reach; none where <see cref="IsAll"/>. What belongs to the system tenant can be read from everywhere.</summary>
    public IReadOnlyList<TenantId> Tenants => _tenants;

    /// <summary>One tenant only.</summary>
    public static TenantReach Of(TenantId tenant) => new([tenant]);

    /// <summary>One tenant more.</summary>
    public TenantReach With(TenantId tenant) => IsAll || _tenants.Contains(tenant) ? this : new([.. _tenants, tenant]);
}
