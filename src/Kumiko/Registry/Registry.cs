using System.Collections.Frozen;
using Kumiko.Storage;

namespace Kumiko;

/// <summary>Everything that an application declares, checked and ready. Immutable; one per host.</summary>
public sealed class Registry
{
    private readonly FrozenDictionary<string, HandlerDefinition> _handlers;
    private readonly FrozenDictionary<string, EntityDefinition> _entities;
    private readonly FrozenDictionary<Type, EntityDefinition> _entitiesByType;
    private readonly FrozenDictionary<string, EventDefinition> _events;
    private FrozenDictionary<string, TaskKind> _taskKinds = FrozenDictionary<string, TaskKind>.Empty;
    private readonly FrozenDictionary<Type, EventDefinition> _eventsByType;
    private readonly FrozenDictionary<Type, AggregateDefinition> _aggregatesByState;
    private FrozenDictionary<Type, RowDefinition> _rowsByType;
    private readonly FrozenDictionary<(HandlerKind, Type), HandlerDefinition> _handlersByInput;

    internal Registry(
        IReadOnlyList<FeatureDefinition> features, IReadOnlyList<EntityDefinition> entities, IReadOnlyList<HandlerDefinition> handlers,
        IReadOnlyList<EventDefinition> events, IReadOnlyList<AggregateDefinition> aggregates, IReadOnlyList<ProjectionDefinition> projections, IReadOnlyList<ConsumerDefinition> consumers,
        IReadOnlyList<ReferenceRows> referenceRows)
    {
        Features = features;
        Entities = entities;
        Handlers = handlers;
        Events = events;
        Aggregates = aggregates;
        Projections = projections;
        Consumers = consumers;
        InlineProjections = new InlineProjections(projections);
        ReferenceRows = referenceRows;
        _handlers = handlers.ToFrozenDictionary(h => h.Name);
        _entities = entities.ToFrozenDictionary(e => e.Name);
        _entitiesByType = entities.ToFrozenDictionary(e => e.Type);
        _events = events.ToFrozenDictionary(e => e.Name);
        _eventsByType = events.ToFrozenDictionary(e => e.Type);
        _aggregatesByState = aggregates.ToFrozenDictionary(a => a.StateType);
        _rowsByType = projections.Select(p => p.Rows).Concat(consumers.Select(c => c.Rows).OfType<RowDefinition>()).ToFrozenDictionary(r => r.Schema.Type);
        _handlersByInput = handlers.Where(h => h.Input is not null).ToFrozenDictionary(h => (h.Kind, h.Input!.Type));
        DefaultFeatures = EffectiveFeatures.Of(features, FeatureOverrides.None);
        RestrictsReading = entities.Any(e => e.Access is { RestrictsReading: true }) || events.Any(e => e.Schema.FieldRules is { RestrictsReading: true });
        Roles = [.. handlers.SelectMany(h => h.Access.Roles).Concat(entities.SelectMany(RoleChecker.RolesOf).SelectMany(r => r.Roles)).Distinct().Order(StringComparer.Ordinal)];
    }

    /// <summary>The features, each after those that it requires.</summary>
    public IReadOnlyList<FeatureDefinition> Features { get; }

    /// <summary>The entities of all features.</summary>
    public IReadOnlyList<EntityDefinition> Entities { get; }

    /// <summary>The commands and queries of all features.</summary>
    public IReadOnlyList<HandlerDefinition> Handlers { get; }

    /// <summary>The events of the domain of all features.</summary>
    public IReadOnlyList<EventDefinition> Events { get; }

    /// <summary>The aggregates of all features.</summary>
    public IReadOnlyList<AggregateDefinition> Aggregates { get; }

    /// <summary>The projections of all features, in the order in which they run.</summary>
    public IReadOnlyList<ProjectionDefinition> Projections { get; }

    /// <summary>The consumers of all features.</summary>
    public IReadOnlyList<ConsumerDefinition> Consumers { get; }

    /// <summary>The roles that rules of access name.</summary>
    public IReadOnlyList<string> Roles { get; }

    /// <summary>The metrics of all features.</summary>
    public IReadOnlyList<MetricDefinition> Metrics { get; internal init; } = [];

    /// <summary>The hooks of all features, in the order in which those on one handler or entity run.</summary>
    public IReadOnlyList<HookDefinition> Hooks { get; internal init; } = [];

    /// <summary>The tables outside of the log, of all features.</summary>
    public IReadOnlyList<UnmanagedTableDefinition> UnmanagedTables
    {
        get;
        internal init
        {
            field = value;
            _rowsByType = _rowsByType.Values.Concat(value.Select(t => t.Rows)).ToFrozenDictionary(r => r.Schema.Type);
        }
    } = [];

    /// <summary>What is questionable about the declarations, and does not keep the application from starting.</summary>
    public IReadOnlyList<Diagnostic> Warnings { get; internal init; } = [];

    /// <summary>What can be done after commits.</summary>
    internal IReadOnlyList<TaskKind> TaskKinds
    {
        get => _taskKinds.Values;
        init => _taskKinds = value.ToFrozenDictionary(k => k.Name);
    }

    /// <summary>Whether anybody sees less than everything of any record or event.</summary>
    internal bool RestrictsReading { get; }

    /// <summary>The features that work while nobody switches any.</summary>
    internal EffectiveFeatures DefaultFeatures { get; }

    /// <summary>What sealed fields are sealed with; null where nothing is sealed.</summary>
    internal Vault? Vault { get; init; }

    /// <summary>The tables that are derived from the log, those outside of it, and the one of keys where there are any.</summary>
    internal IEnumerable<Table> Tables => Entities.Select(e => e.Table)
        .Concat(Projections.Select(p => p.Table))
        .Concat(Consumers.Select(c => c.Table).OfType<Table>())
        .Concat(UnmanagedTables.Select(t => t.Table))
        .Concat(Vault?.Table is { } keys ? [keys] : []);

    internal InlineProjections InlineProjections { get; }

    internal IReadOnlyList<ReferenceRows> ReferenceRows { get; }

    /// <summary>Finds a feature by its name, or null.</summary>
    public FeatureDefinition? FindFeature(string name) => Features.FirstOrDefault(f => f.Name == name);

    /// <summary>Finds an entity by its name, or null.</summary>
    public EntityDefinition? FindEntity(string name) => _entities.GetValueOrDefault(name);

    /// <summary>Finds an entity by its class, or null.</summary>
    public EntityDefinition? FindEntity(Type type) => _entitiesByType.GetValueOrDefault(type);

    /// <summary>Finds a command or query by its qualified name, or null.</summary>
    public HandlerDefinition? FindHandler(string name) => _handlers.GetValueOrDefault(name);

    /// <summary>Finds the command or query that takes this type, or null.</summary>
    public HandlerDefinition? FindHandler(HandlerKind kind, Type input) => _handlersByInput.GetValueOrDefault((kind, input));

    /// <summary>Finds an event by its payload's type, or null.</summary>
    public EventDefinition? FindEvent(Type type) => _eventsByType.GetValueOrDefault(type);

    /// <summary>Finds an event by its qualified name, or null.</summary>
    public EventDefinition? FindEvent(string name) => _events.GetValueOrDefault(name);

    /// <summary>The entities with references to this one, and the fields that hold them.</summary>
    public IEnumerable<(EntityDefinition Entity, Field Field)> ReferencesTo(EntityDefinition target) =>
        from entity in Entities
        from field in entity.Schema.Fields
        where (field.Type as ReferenceType ?? (field.Type as ReferencesType)?.Reference)?.Target == target.Type
        select (entity, field);

    internal TaskKind? FindTaskKind(string name) => _taskKinds.GetValueOrDefault(name);

    internal TaskKind TaskKindOf(string name) => FindTaskKind(name) ?? throw new InvalidOperationException($"No feature declares the task '{name}'.");

    /// <summary>The relations that lead to an entity: who belongs to it, or has it, and what a delete there means.</summary>
    public IEnumerable<RelationDefinition> RelationsTo(EntityDefinition target) => Entities.SelectMany(e => e.Relations).Where(r => r.Target == target);

    internal RowDefinition RowsOf<TRow>() => _rowsByType.GetValueOrDefault(typeof(TRow))
        ?? throw new InvalidOperationException($"'{typeof(TRow).Name}' is not declared as the row of a projection by any feature.");

    internal EntityDefinition EntityOf<TEntity>() => EntityOf(typeof(TEntity));

    internal AggregateDefinition<TState> AggregateOf<TState>()
        where TState : class =>
        (AggregateDefinition<TState>?)_aggregatesByState.GetValueOrDefault(typeof(TState))
            ?? throw new InvalidOperationException($"'{typeof(TState).Name}' is not declared as the state of an aggregate; call r.Aggregate<{typeof(TState).Name}>(…).");

    internal EntityDefinition EntityOf(Type type) => _entitiesByType.GetValueOrDefault(type)
        ?? throw new InvalidOperationException($"'{type.Name}' is not declared as an entity by any feature.");
}

/// <summary>The rows that an entity has from the start.</summary>
internal sealed record ReferenceRows(EntityDefinition Entity, Field Key, IReadOnlyList<object?[]> Rows);
