using Kumiko.Storage;

namespace Kumiko;

/// <summary>
/// Spreads consumers over the nodes that serve their lane. Every node decides for itself, from the same view: there is no leader. Those that
/// hold much keep the larger shares, so that nothing moves without need; and the database lets only one node take a lease, so that two
/// who see different things do no harm.
/// </summary>
internal static class LeaseBalance
{
    /// <param name="node">The node that decides.</param>
    /// <param name="nodes">All nodes that live.</param>
    /// <param name="claims">The consumers that may work and that the node knows.</param>
    /// <param name="orphans">Those that stayed free for long: a node whose share they are does not know them, so anybody may take them.</param>
    public static LeaseMoves Decide(
        NodeInfo node, IReadOnlyList<NodeInfo> nodes, IReadOnlyList<LeaseClaim> claims, IReadOnlySet<ConsumerKey> orphans)
    {
        var take = new List<ConsumerKey>();
        var giveBack = new List<ConsumerKey>();
        var planned = new Dictionary<string, int>();
        foreach (var lane in claims.GroupBy(claim => claim.Lanes).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var servers = nodes.Where(n => Serves(n, lane.Key)).Select(n => n.Name).ToList();
            if (!Serves(node, lane.Key) || !servers.Contains(node.Name))
            {
                continue;
            }

            var held = lane.Where(claim => claim.Owner == node.Name).ToList();
            var share = ShareOf(node.Name, servers, [.. lane], planned);
            giveBack.AddRange(held
                .OrderByDescending(claim => orphans.Contains(claim.Key))
                .ThenBy(claim => claim.Key.Name, StringComparer.Ordinal)
                .Skip(share)
                .Select(claim => claim.Key));
            var free = lane.Where(claim => claim.Owner is null).OrderBy(claim => Preference(node.Name, claim.Key)).Select(claim => claim.Key).ToList();
            var wanted = free.Take(Math.Max(0, share - held.Count)).ToList();
            take.AddRange(wanted.Concat(free.Where(orphans.Contains)).Distinct());
        }

        return new LeaseMoves(take, giveBack);
    }

    /// <summary>Whether a node works for consumers of a lane; one that may run in several runs in any of them.</summary>
    public static bool Serves(NodeInfo node, string lanes) => node.Lanes.Split(',').Intersect(lanes.Split(',')).Any();

    /// <summary>An equal part; what is left over goes to those who hold more, then to those who got less of the lanes before.</summary>
    private static int ShareOf(string node, List<string> servers, List<LeaseClaim> claims, Dictionary<string, int> planned)
    {
        var held = servers.ToDictionary(server => server, server => claims.Count(claim => claim.Owner == server));
        var ranks = servers
            .OrderByDescending(server => held[server])
            .ThenBy(server => planned.GetValueOrDefault(server))
            .ThenBy(server => server, StringComparer.Ordinal)
            .ToList();
        var (part, rest) = Math.DivRem(claims.Count, servers.Count);
        for (var rank = 0; rank < ranks.Count; rank++)
        {
            planned[ranks[rank]] = planned.GetValueOrDefault(ranks[rank]) + part + (rank < rest ? 1 : 0);
        }

        return part + (ranks.IndexOf(node) < rest ? 1 : 0);
    }

    /// <summary>Nodes that start together reach for different consumers first.</summary>
    private static Guid Preference(string node, ConsumerKey consumer) => DeterministicId.Of($"{node}:{consumer}");
}
