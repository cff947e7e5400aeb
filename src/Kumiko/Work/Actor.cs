namespace Kumiko;

/// <summary>On whose behalf and into which tenant something is written.</summary>
internal sealed class Actor
{
    public Actor(TenantId tenant, UserId user, RequestInfo request, string? crossTenantReason = null)
    {
        Tenant = tenant;
        User = user;
        Metadata = new EventMetadata
        {
            UserId = user,
            RequestId = request.RequestId,
            CorrelationId = request.CorrelationId,
            Headers = crossTenantReason is null ? null : new Dictionary<string, string> { ["crossTenantReason"] = crossTenantReason },
        };
        MetadataJson = Metadata.ToJson();
    }

    public TenantId Tenant { get; }

    public UserId User { get; }

    public EventMetadata Metadata { get; }

    /// <summary>The same for every event of the request, so it is written once.</summary>
    public ReadOnlyMemory<byte> MetadataJson { get; }
}
