using Kumiko.Storage;

namespace Kumiko;

/// <summary>
/// Remembers which consumers stay free for long. Their turn may be with a node of an older release, which does not know them.
/// </summary>
internal sealed class FreeConsumers
{
    /// <summary>A free consumer is taken by whose turn it is at the next heartbeat, or the one after that.</summary>
    private const int Patience = 4;

    private readonly Dictionary<ConsumerKey, int> _free = [];
    private readonly HashSet<ConsumerKey> _orphans = [];

    /// <summary>Those that anybody may take, and those that were taken for that reason.</summary>
    public IReadOnlySet<ConsumerKey> Orphans => _orphans;

    /// <summary>Called at each heartbeat.</summary>
    public void Look(IEnumerable<LeaseClaim> claims)
    {
        foreach (var claim in claims)
        {
            var beats = claim.Owner is null ? _free.GetValueOrDefault(claim.Key) + 1 : 0;
            _free[claim.Key] = beats;
            if (beats >= Patience)
            {
                _orphans.Add(claim.Key);
            }
        }
    }
}
