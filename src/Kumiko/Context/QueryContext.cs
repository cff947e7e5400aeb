using Kumiko.Storage;

namespace Kumiko;

/// <summary>
/// What a query can do. Everything stays within the caller's tenant, plus the rows of the system tenant, which all may read.
/// </summary>
public partial class QueryContext
{
    internal QueryContext(InvocationServices services, IWorkOwner? owner, Actor actor)
    {
        Services = services;
        Owner = owner;
        var handler = owner as HandlerDefinition;
        Actor = actor.SkippingTransitionGuard(handler?.Options.TransitionGuardSkipped).Hooked(handler?.Hooks);
    }

    /// <summary>Who asks.</summary>
    public User User => Services.Caller.User;

    /// <summary>The tenant in which everything happens.</summary>
    public TenantId Tenant => Actor.Tenant;

    /// <summary>The request behind the call.</summary>
    public RequestInfo Request => Services.Caller.Request;

    /// <summary>The clock; tests replace it.</summary>
    public TimeProvider Clock => Services.Clock;

    /// <summary>The time, in UTC, to the millisecond, as events have it.</summary>
    public DateTimeOffset Now => Instants.ToMilliseconds(Clock.GetUtcNow());

    /// <summary>Ends when the client goes away or the server stops.</summary>
    public CancellationToken Cancellation => Services.Cancellation;

    /// <summary>
    /// Whether a feature is there and works for the caller's tenant: for what goes beyond the features that this one requires. What has to follow from
    /// events alone, such as rows of projections, must not depend on it.
    /// </summary>
    /// <param name="feature">The feature's name.</param>
    public bool HasFeature(string feature) => Services.Features.IsOn(feature);

    /// <summary>Measures, with the metrics that features declare.</summary>
    public HandlerMetrics Metrics => field ??= new HandlerMetrics(this);

    /// <summary>Everything that the application declares.</summary>
    public Registry Registry => Services.Registry;

    internal InvocationServices Services { get; }

    internal IWorkOwner? Owner { get; }

    internal Actor Actor { get; }

    /// <summary>Finds a record.</summary>
    /// <exception cref="NotFoundException">There is none that the tenant can see, or it is deleted.</exception>
    public async Task<TEntity> Get<TEntity>(Guid id)
        where TEntity : Entity =>
        await Find<TEntity>(id) ?? throw new NotFoundException(Services.Registry.EntityOf<TEntity>().Name, id.ToString());

    /// <summary>Finds a record; null when there is none that the tenant can see, or it is deleted.</summary>
    public async Task<TEntity?> Find<TEntity>(Guid id)
        where TEntity : Entity
    {
        var entity = Services.Registry.EntityOf<TEntity>();
        return await FindState(entity, id) is { IsDeleted: false } state ? (TEntity)entity.Materialize(state) : null;
    }

    /// <summary>Asks for records: <c>ctx.Query&lt;Ticket&gt;().Where(t => t.Status == TicketStatus.Open)</c>.</summary>
    public EntityQuery<TEntity> Query<TEntity>()
        where TEntity : Entity =>
        new(Services, new TenantScope.OwnAndSystem(Tenant), ViewOf<TEntity>());

    /// <summary>Asks for rows of a projection, or of a consumer with a table, of the tenant's own.</summary>
    /// <typeparam name="TRow">The class of the rows.</typeparam>
    public ProjectionQuery<TRow> Rows<TRow>()
        where TRow : class =>
        new(Services, new TenantScope.Own(Tenant));

    /// <summary>Runs another query of the application with everything that belongs to it: access, checks, transaction.</summary>
    /// <typeparam name="TResult">What its handler returns.</typeparam>
    /// <param name="query">The query's input; its type tells which one it is.</param>
    public async Task<TResult> Query<TResult>(object query) => (TResult)(await Services.Nested(HandlerKind.Query, query, this))!;

    /// <summary>
    /// Reaches other tenants' records, for handlers of a feature that declares <see cref="FeatureBuilder.SystemScope"/>.
    /// </summary>
    /// <param name="reason">Why, in a sentence that an auditor understands.</param>
    /// <exception cref="InvalidOperationException">The feature does not declare it, or the reason is blank.</exception>
    public CrossTenantReads AcrossTenants(string reason) => new(this, CheckedReason(reason));

    /// <summary>
    /// The same context without the rules of access to records and fields: what is read and written through it is what the application needs, not what
    /// the caller may. Events that are written so carry the reason. What the caller may not see does not leave in an answer all the same.
    /// </summary>
    /// <param name="reason">Why, in a sentence that an auditor understands.</param>
    /// <exception cref="InvalidOperationException">The reason is blank.</exception>
    public QueryContext Unrestricted(string reason) => new(Services, Owner, UnrestrictedActor(reason));

    /// <summary>What code sees that acts in this context.</summary>
    internal RecordView? ViewOf<TEntity>()
        where TEntity : Entity => Services.ViewOf(Services.Registry.EntityOf<TEntity>(), Actor);

    private protected Actor UnrestrictedActor(string reason) => string.IsNullOrWhiteSpace(reason)
        ? throw new InvalidOperationException("Say why the rules of access do not hold: the reason is blank.")
        : Actor.Unrestricted(reason);

    internal async ValueTask<EntityState?> FindState(EntityDefinition entity, Guid id)
    {
        var key = EntityWriter.KeyOf(entity, new StreamId(Tenant, id));
        var view = Services.ViewOf(entity, Actor);
        if (Services.Unit.Records.TryGetValue(key, out var known))
        {
            return known is null or { IsArchived: true } || view?.CanRead(known) == false ? null : known;
        }

        var row = await Services.Unit.ForUntouchedRows.ReadRow(entity.Table, new TenantScope.OwnAndSystem(Tenant), id, Cancellation);
        if (row is null)
        {
            return null;
        }

        var state = await Services.Unit.Open(entity, entity.Columns.Read(row), Cancellation);
        if (state.Tenant == Tenant)
        {
            Services.Unit.Records[key] = state;
        }

        return view?.CanRead(state) == false ? null : state;
    }

    private protected string CheckedReason(string reason)
    {
        if (Owner is { Feature.IsSystemScope: false })
        {
            throw new InvalidOperationException(
                $"'{Owner.Name}' cannot reach other tenants: its feature '{Owner.Feature.Name}' does not declare r.SystemScope().");
        }

        return string.IsNullOrWhiteSpace(reason)
            ? throw new InvalidOperationException("Say why the handler reaches other tenants: the reason is blank.")
            : reason;
    }
}
