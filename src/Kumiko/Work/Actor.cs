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

    /// <summary>Why something is written into another tenant; null where it is not.</summary>
    public string? CrossTenantReason => _crossTenantReason;

    /// <summary>Why transitions are not guarded; null where they are.</summary>
    public string? TransitionGuardSkipped { get; private init; }

    /// <summary>The same, with or without a reason not to guard transitions: it belongs to one handler's code, not to those that it calls.</summary>
    public Actor SkippingTransitionGuard(string? reason) => reason == TransitionGuardSkipped
        ? this
        : new Actor(Tenant, User, _request, _crossTenantReason) { TransitionGuardSkipped = reason, UnrestrictedBecause = UnrestrictedBecause, Hooks = Hooks };

    /// <summary>Why rules of access to records and fields do not hold for what this one reads and writes; null where they do.</summary>
    public string? UnrestrictedBecause { get; private init; }

    /// <summary>The same, without rules of access to records and fields, or with them again.</summary>
    public Actor Unrestricted(string? reason) => reason == UnrestrictedBecause
        ? this
        : new Actor(Tenant, User, _request, _crossTenantReason) { TransitionGuardSkipped = TransitionGuardSkipped, UnrestrictedBecause = reason, Hooks = Hooks };

    /// <summary>The hooks of the handler whose code acts; null for none.</summary>
    public HandlerHooks? Hooks { get; private init; }

    /// <summary>The same, acting in the code of a handler with these hooks.</summary>
    public Actor Hooked(HandlerHooks? hooks) => hooks == Hooks
        ? this
        : new Actor(Tenant, User, _request, _crossTenantReason)
        {
            TransitionGuardSkipped = TransitionGuardSkipped, UnrestrictedBecause = UnrestrictedBecause, Hooks = hooks, _metadataJson = _metadataJson,
        };

    /// <summary>The same in another tenant.</summary>
    public Actor In(TenantId tenant, UserId user, string reason) =>
        new(tenant, user, _request, reason) { TransitionGuardSkipped = TransitionGuardSkipped, UnrestrictedBecause = UnrestrictedBecause, Hooks = Hooks };

    /// <summary>The same for every event of the request, so it is written once, with the first.</summary>
    public ReadOnlyMemory<byte> MetadataJson => _metadataJson.IsEmpty ? _metadataJson = WriteMetadata() : _metadataJson;

    /// <summary>The metadata of an event that has headers of its own.</summary>
    public ReadOnlyMemory<byte> MetadataWith(IReadOnlyDictionary<string, string>? headers) =>
        headers is null or { Count: 0 } ? MetadataJson : WriteMetadata(headers);

    private ReadOnlyMemory<byte> WriteMetadata(IReadOnlyDictionary<string, string>? headers = null)
    {
        headers = With(headers, "crossTenantReason", _crossTenantReason);
        headers = With(headers, "transitionGuardSkipped", TransitionGuardSkipped);
        headers = With(headers, "unrestrictedReason", UnrestrictedBecause);
        return new EventMetadata
        {
            UserId = User,
            RequestId = _request.RequestId,
            CorrelationId = _request.CorrelationId,
            CausationId = _request.CausationId,
            Headers = headers,
        }.ToJson();
    }

    private static IReadOnlyDictionary<string, string>? With(IReadOnlyDictionary<string, string>? headers, string name, string? reason) => reason is null
        ? headers
        : new Dictionary<string, string>(headers ?? new Dictionary<string, string>()) { [name] = reason };
}
