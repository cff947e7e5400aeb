namespace Kumiko;

/// <summary>On whose behalf and into which tenant something is written.</summary>
internal sealed class Actor
{
    private readonly RequestInfo _request;
    private readonly string? _crossTenantReason;
    private ReadOnlyMemory<byte> _metadataJson;

    public Actor(TenantId tenant, UserId user, RequestInfo request, string? crossTenantReason = null)
    {
        Tenant = tenant;
        User = user;
        _request = request;
        _crossTenantReason = crossTenantReason;
    }

    public TenantId Tenant { get; }

    public UserId User { get; }

    /// <summary>The same for every event of the request, so it is written once, with the first.</summary>
    public ReadOnlyMemory<byte> MetadataJson => _metadataJson.IsEmpty ? _metadataJson = WriteMetadata() : _metadataJson;

    private ReadOnlyMemory<byte> WriteMetadata() => new EventMetadata
    {
        UserId = User,
        RequestId = _request.RequestId,
        CorrelationId = _request.CorrelationId,
        CausationId = _request.CausationId,
        Headers = _crossTenantReason is null ? null : new Dictionary<string, string> { ["crossTenantReason"] = _crossTenantReason },
    }.ToJson();
}
