namespace Kumiko;

/// <summary>Writes the records that an application starts with, into any tenant.</summary>
public sealed class SeedContext
{
    private readonly WriteContext _context;
    private readonly string _name;

    internal SeedContext(WriteContext context, string name)
    {
        _context = context;
        _name = name;
    }

    /// <summary>The time of the start, in UTC.</summary>
    public DateTimeOffset Now => _context.Now;

    /// <summary>Writes into a tenant.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="actingAs">Who shall stand in the history; the framework itself by default.</param>
    public WriteContext For(TenantId tenant, UserId? actingAs = null) => new(
        _context.Services, null, new Actor(tenant, actingAs ?? UserId.System, _context.Request, "seed " + _name));
}
