using System.Collections.Frozen;

namespace Kumiko;

/// <summary>An aggregate as the registry knows it: a stream of events, and the state that they come to.</summary>
public abstract class AggregateDefinition
{
    private readonly FrozenDictionary<string, AggregateFold> _folds;
    private int _refusals;

    private protected AggregateDefinition(AggregateDeclaration declaration, AggregateParts parts)
    {
        Name = declaration.Name;
        StateType = declaration.State;
        Feature = parts.Feature.Name;
        Entity = parts.Entity;
        SnapshotEvery = declaration.SnapshotEvery;
        FollowsRecord = parts.Folds.Any(f => f.Life is not null);
        _folds = parts.Folds.ToFrozenDictionary(f => f.EventType);
    }

    /// <summary>The name. It is also the type of the aggregate's streams, unless they are an entity's.</summary>
    public string Name { get; }

    /// <summary>The feature that declares it.</summary>
    public string Feature { get; }

    /// <summary>The C# class of the state.</summary>
    public Type StateType { get; }

    /// <summary>The entity whose records' streams are folded; null for streams of their own.</summary>
    public EntityDefinition? Entity { get; }

    /// <summary>The type of the streams: an entity's name, or the aggregate's own.</summary>
    public string StreamType => Entity?.Name ?? Name;

    /// <summary>The types of the events that it takes in.</summary>
    public IReadOnlyCollection<string> EventTypes => _folds.Keys;

    /// <summary>After how many events a snapshot is taken; null for never.</summary>
    public int? SnapshotEvery { get; }

    /// <summary>Whether the entity's record must be folded, too, because events of its life are taken in.</summary>
    internal bool FollowsRecord { get; }

    /// <summary>Whether nobody was told yet that a state cannot be kept.</summary>
    internal bool IsFirstRefusal() => Interlocked.Exchange(ref _refusals, 1) == 0;

    internal AggregateFold? FoldOf(string eventType) => _folds.GetValueOrDefault(eventType);

    internal IEnumerable<AggregateFold> Folds => _folds.Values.OrderBy(f => f.EventType, StringComparer.Ordinal);
}

/// <summary>An aggregate, with what depends on the class of its state.</summary>
internal sealed class AggregateDefinition<TState> : AggregateDefinition
    where TState : class
{
    private readonly Func<TState> _start;

    public AggregateDefinition(AggregateDeclaration declaration, AggregateParts parts)
        : base(declaration, parts)
    {
        _start = (Func<TState>?)declaration.Start ?? Activator.CreateInstance<TState>;
        Snapshots = SnapshotEvery is null ? null : new SnapshotFormat<TState>(this, declaration.SnapshotVersion);
    }

    /// <summary>How states are kept; null where they are not.</summary>
    public SnapshotFormat<TState>? Snapshots { get; }

    /// <summary>The state that the first event meets.</summary>
    public TState Start() => _start() ?? throw new InvalidOperationException($"The aggregate '{Name}' starts with null.");

    /// <summary>Takes in an event.</summary>
    public TState Apply(AggregateFold fold, TState state, EventHeader header, object data) => (TState)fold.Apply(state, header, data)
        ?? throw new InvalidOperationException($"The aggregate '{Name}' makes null of '{header.Type}'.");
}
