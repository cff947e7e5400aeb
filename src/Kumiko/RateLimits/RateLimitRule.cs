using System.Net;
using System.Net.Sockets;

namespace Kumiko;

/// <summary>A limit of one handler: knows which bucket a call goes into.</summary>
internal sealed class RateLimitRule
{
    private readonly string _prefix;

    public RateLimitRule(RateLimit limit, string handler)
    {
        Limit = limit;
        Charge = limit.Charge;
        Capacity = limit.Capacity;

        // The limit belongs to the name: two limits never share a bucket, so none can use up what the other one grants.
        var own = limit.Per >= RateLimitPer.UserAndHandler ? handler : "";
        _prefix = $"{limit.PerName}|{own}|{limit.Limit}/{limit.Window.Ticks}|";
    }

    public RateLimit Limit { get; }

    public TimeSpan Charge { get; }

    public TimeSpan Capacity { get; }

    /// <summary>The bucket that a call goes into; null when it is not counted.</summary>
    public string? BucketOf(Caller caller) => Limit.Per switch
    {
        RateLimitPer.Tenant or RateLimitPer.TenantAndHandler => $"{_prefix}{caller.User.Tenant}",
        RateLimitPer.User or RateLimitPer.UserAndHandler when caller.User.IsSignedIn => $"{_prefix}{caller.User.Tenant}|{caller.User.Id}",
        _ => caller.Request.ClientAddress is { } address ? $"{_prefix}{NetworkOf(address)}" : null,
    };

    /// <summary>Who has an IPv6 address has 2⁶⁴ of them: they count as one.</summary>
    private static IPAddress NetworkOf(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }

        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address;
        }

        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        bytes[8..].Clear();
        return new IPAddress(bytes);
    }
}
