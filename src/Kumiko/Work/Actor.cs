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

    /// <summary>The metadata of an event that has headers of its own.</summary>
    public ReadOnlyMemory<byte> MetadataWith(IReadOnlyDictionary<string, string>? headers) =>
        headers is null or { Count: 0 } ? MetadataJson : WriteMetadata(headers);

    private ReadOnlyMemory<byte> WriteMetadata(IReadOnlyDictionary<string, string>? headers = null)
    {
        if (_crossTenantReason is not null)
        {
            headers = new Dictionary<string, string>(headers ?? new Dictionary<string, string>()) { ["crossTenantReason"] = _crossTenantReason };
        }

        return new EventMetadata
        {
            UserId = User,
            RequestId = _request.RequestId,
            CorrelationId = _request.CorrelationId,
            CausationId = _request.CausationId,
            Headers = headers,
        }.ToJson();
    }
}
