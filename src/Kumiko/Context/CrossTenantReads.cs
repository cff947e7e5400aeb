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
    public QueryContext For(TenantId tenant)
    {
        _context.Services.Unit.Reach(tenant);
        return new QueryContext(_context.Services, _context.Owner, _context.Actor.In(tenant, _context.User.Id, _reason));
    }

    /// <summary>Asks for records of all tenants.</summary>
    public EntityQuery<TEntity> Query<TEntity>()
        where TEntity : Entity
    {
        _context.Services.Unit.ReachAll();
        return new EntityQuery<TEntity>(_context.Services, new TenantScope.All(_reason), _context.ViewOf<TEntity>());
    }

    /// <summary>Asks for rows of a projection of all tenants. A property of type <see cref="TenantId"/> tells whose a row is.</summary>
    public ProjectionQuery<TRow> Rows<TRow>()
        where TRow : class
    {
        _context.Services.Unit.ReachAll();
        return new ProjectionQuery<TRow>(_context.Services, new TenantScope.All(_reason));
    }
}
