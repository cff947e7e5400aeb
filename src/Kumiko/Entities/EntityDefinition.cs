using Kumiko.Storage;

namespace Kumiko;

/// <summary>An entity as the registry knows it: its fields, its table, and how rows and records become each other.</summary>
public sealed partial class EntityDefinition : IQueryTarget
{
    private readonly EntityColumns _columns;

    internal EntityDefinition(string name, string feature, RecordSchema schema, EntityTraits traits, EntityColumns columns)
    {
        Name = name;
        Feature = feature;
        Schema = schema;
        IsSoftDelete = traits.IsSoftDelete;
        DefaultCurrency = traits.DefaultCurrency;
        Derived = traits.Derived;
        Totals = traits.Totals;
        UniqueIndexes = traits.UniqueIndexes;
        Guards = [.. traits.StateMachines];
        _columns = columns;
    }

    /// <summary>The name on the wire and the type of the entity's streams: the class's name in kebab-case.</summary>
    public string Name { get; }

    /// <summary>The feature that declares it.</summary>
    public string Feature { get; }

    /// <summary>The C# class.</summary>
    public Type Type => Schema.Type;

    /// <summary>The fields.</summary>
    public RecordSchema Schema { get; }

    /// <summary>The table that is derived from the entity's events.</summary>
    public Table Table => _columns.Table;

    /// <summary>Whether deleting marks a record instead of removing its row.</summary>
    public bool IsSoftDelete { get; }

    /// <summary>The currency of amounts that come without one.</summary>
    public Currency? DefaultCurrency { get; }

    /// <summary>Values that answers show and nothing stores.</summary>
    public IReadOnlyList<DerivedField> Derived { get; }

    /// <summary>The fields that must be unique together, by the physical name of their index.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> UniqueIndexes { get; }

    /// <summary>The fields whose states follow each other as declared.</summary>
    public IReadOnlyList<StateMachine> StateMachines => Guards;

    internal StateMachine[] Guards { get; }

    internal IReadOnlyList<EmbeddedTotal> Totals { get; }

    /// <summary>How its records and those of others belong together, whichever feature says so. Known once all entities are.</summary>
    public IReadOnlyList<RelationDefinition> Relations { get; internal set; } = [];

    /// <summary>The relations that say what a delete means for other records; those that can refuse it come first.</summary>
    internal IReadOnlyList<RelationDefinition> Dependents { get; set; } = [];

    /// <summary>The relations whose records can be created together with one of the entity.</summary>
    internal IReadOnlyList<RelationDefinition> NestedWrites { get; set; } = [];

    /// <summary>Where its records refer to others. Known once all entities are.</summary>
    internal IReadOnlyList<ReferenceSlot> References { get; set; } = [];

    /// <summary>The references that lists and details show with labels.</summary>
    internal IReadOnlyList<LabelledReference> Labels { get; set; } = [];

    /// <summary>Who may read and write records and fields; null for everyone.</summary>
    internal EntityAccess? Access { get; set; }

    /// <summary>The hooks beside its writes; null for none.</summary>
    internal RecordHooks? Hooks { get; set; }

    internal EntityColumns Columns => _columns;

    IReadOnlyList<IReadOnlyList<Column>> IQueryTarget.FieldColumns => _columns.FieldColumns;

    Column? IQueryTarget.OwnColumn(string member) => EntityMembers.OwnColumn(this, member);

    /// <summary>Makes an instance of the C# class.</summary>
    internal Entity Materialize(EntityState state)
    {
        var entity = (Entity)Schema.Materialize(state.Values);
        Stamp(entity, state);
        return entity;
    }

    /// <summary>Reads an instance of the C# class back.</summary>
    internal EntityState StateOf(Entity entity) => new()
    {
        Id = entity.Id,
        Tenant = entity.TenantId,
        Version = entity.Version,
        InsertedAt = entity.InsertedAt,
        InsertedBy = entity.InsertedById,
        ModifiedAt = entity.ModifiedAt,
        ModifiedBy = entity.ModifiedById,
        IsDeleted = entity.IsDeleted,
        DeletedAt = entity.DeletedAt,
        DeletedBy = entity.DeletedById,
        Values = Schema.Capture(entity),
    };

    /// <summary>Gives an instance the members that belong to the framework.</summary>
    internal static void Stamp(Entity entity, EntityState state)
    {
        entity.Id = state.Id;
        entity.TenantId = state.Tenant;
        entity.Version = state.Version;
        entity.InsertedAt = state.InsertedAt;
        entity.InsertedById = state.InsertedBy;
        entity.ModifiedAt = state.ModifiedAt;
        entity.ModifiedById = state.ModifiedBy;
        entity.IsDeleted = state.IsDeleted;
        entity.DeletedAt = state.DeletedAt;
        entity.DeletedById = state.DeletedBy;
    }
}

/// <summary>What the author said of an entity beside its fields.</summary>
internal sealed record EntityTraits(
    bool IsSoftDelete,
    Currency? DefaultCurrency,
    IReadOnlyList<DerivedField> Derived,
    IReadOnlyList<EmbeddedTotal> Totals,
    IReadOnlyDictionary<string, IReadOnlyList<string>> UniqueIndexes,
    IReadOnlyList<StateMachine> StateMachines);
