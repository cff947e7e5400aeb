namespace Kumiko.Testing;

/// <summary>Tenants for tests.</summary>
public static class TestTenants
{
    /// <summary>The tenant that test users act in, unless a test says otherwise.</summary>
    public static TenantId First { get; } = Numbered(1);

    /// <summary>Another tenant, to try to cross into.</summary>
    public static TenantId Second { get; } = Numbered(2);

    /// <summary>The tenant with a number.</summary>
    public static TenantId Numbered(int number) => new(new Guid(number, 0, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 1));
}
