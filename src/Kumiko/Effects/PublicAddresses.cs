using System.Net;

namespace Kumiko;

/// <summary>Tells addresses of the public network from those of the own machine, of private networks, and of special uses (RFC 6890).</summary>
internal static class PublicAddresses
{
    private static readonly IPNetwork[] Special =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
            "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
        }.Select(IPNetwork.Parse),
    ];

    private static readonly IPNetwork Translated = IPNetwork.Parse("64:ff9b::/96");
    private static readonly IPNetwork Tunnelled = IPNetwork.Parse("2002::/16");

    public static bool Contain(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            return Contain(address.MapToIPv4());
        }

        if (Array.Exists(Special, network => network.Contains(address)))
        {
            return false;
        }

        // These carry an address of the other kind inside.
        return Translated.Contains(address) ? Contain(Inner(address, 12)) : !Tunnelled.Contains(address) || Contain(Inner(address, 2));
    }

    private static IPAddress Inner(IPAddress address, int at) => new(address.GetAddressBytes().AsSpan(at, 4));
}
