namespace Kumiko;

/// <summary>What the author said of an aggregate, before it is checked.</summary>
internal sealed class AggregateDeclaration(string name, Type state, Func<AggregateDeclaration, AggregateParts, AggregateDefinition> create, SourceLocation? source)
{
    public string Name => name;

    public Type State => state;

    public SourceLocation? Source => source;

    /// <summary>Makes the state that the first event meets; null where the class itself can.</summary>
    public Delegate? Start { get; set; }

    /// <summary>The entity whose records' streams are folded; null for streams of their own.</summary>
    public Type? Entity { get; set; }

    public List<FoldDeclaration> Folds { get; } = [];

    /// <summary>After how many events a snapshot is taken; null for never.</summary>
    public int? SnapshotEvery { get; set; }

    public int SnapshotVersion { get; set; } = 1;

    public AggregateDefinition Create(AggregateParts parts) => create(this, parts);
}

/// <summary>What an aggregate does with one kind of event. The function takes the state, the event without its payload, and the payload.</summary>
/// <param name="Data">The event's C# type: a declared payload, or <c>Created&lt;Ticket&gt;</c> and its siblings.</param>
/// <param name="Apply">Makes the next state.</param>
internal sealed record FoldDeclaration(Type Data, Func<object, EventHeader, object, object> Apply);

/// <summary>What the registry found out about a declared aggregate.</summary>
internal sealed record AggregateParts(FeatureDefinition Feature, EntityDefinition? Entity, IReadOnlyList<AggregateFold> Folds);
