using Kumiko.Storage;

namespace Kumiko;

/// <summary>The table of an entity.</summary>
internal sealed class EntityTarget(EntityDefinition entity) : RebuildTarget
{
    public override string Name => NameOf(entity);

    public override Table Live => entity.Table;

    public override LogQuery Events { get; } = new() { AggregateType = entity.Name };

    public static string NameOf(EntityDefinition entity) => Names.Qualify(entity.Feature, "projection", entity.Name + "-entity");

    public override PageFold FoldInto(Table table) => new EntityFold(entity, table);
}
