using Kumiko.Storage;

namespace Kumiko;

/// <summary>Reads other tenants' records. Having one means that somebody wrote down why.</summary>
public sealed class CrossTenantReads
{
    private readonly QueryContext _context;
    private readonly string _reason;

    internal CrossTenantReads(QueryContext context, string reason)
    {
        _context = context;
        _reason = reason;
    }

    /// <summary>The same context, in another tenant.</summary>
    public QueryContext For(TenantId tenant) => new(
        _context.Services, _context.Owner, new Actor(tenant, _context.User.Id, _context.Request, _reason));

    /// <summary>Asks for records of all tenants.</summary>
    public EntityQuery<TEntity> Query<TEntity>()
        where TEntity : Entity =>
        new(_context.Services, new TenantScope.All(_reason));

    /// <summary>Asks for rows of a projection of all tenants. A property of type <see cref="TenantId"/> tells whose a row is.</summary>
    public ProjectionQuery<TRow> Rows<TRow>()
        where TRow : class =>
        new(_context.Services, new TenantScope.All(_reason));
}
