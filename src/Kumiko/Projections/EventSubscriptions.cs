using System.Collections.Frozen;

namespace Kumiko;

/// <summary>All that a projection or a consumer reacts to.</summary>
internal sealed class EventSubscriptions
{
    private readonly FrozenDictionary<string, EventSubscription[]> _byType;
    private readonly FrozenSet<string>? _sources;

    /// <param name="subscriptions">One for each kind of event.</param>
    /// <param name="sources">The only kinds of aggregates whose events of the domain count; empty for all.</param>
    public EventSubscriptions(IReadOnlyList<EventSubscription> subscriptions, IReadOnlyList<string> sources)
    {
        _byType = subscriptions.GroupBy(s => s.EventType).ToFrozenDictionary(g => g.Key, g => g.ToArray());
        _sources = sources.Count > 0 ? sources.ToFrozenSet() : null;
        EventTypes = [.. _byType.Keys.Order(StringComparer.Ordinal)];
    }

    /// <summary>The types of events, in the order of names.</summary>
    public IReadOnlyList<string> EventTypes { get; }

    /// <summary>Finds what is to be done with an event; null for nothing.</summary>
    public EventSubscription? Find(string eventType, string aggregateType)
    {
        if (_byType.TryGetValue(eventType, out var candidates))
        {
            foreach (var candidate in candidates)
            {
                if (candidate.Life is { } life ? life.Entity.Name == aggregateType : _sources is null || _sources.Contains(aggregateType))
                {
                    return candidate;
                }
            }
        }

        return null;
    }
}
