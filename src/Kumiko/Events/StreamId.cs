namespace Kumiko;

/// <summary>The identity of one aggregate's stream of events. The same aggregate id under two tenants names two streams.</summary>
/// <param name="Tenant">The tenant that owns the stream.</param>
/// <param name="Aggregate">The aggregate's id.</param>
public readonly record struct StreamId(TenantId Tenant, Guid Aggregate);
