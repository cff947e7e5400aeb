using Kumiko.Storage;

namespace Kumiko;

/// <summary>The table of an inline projection. Commands write it themselves.</summary>
internal sealed class ProjectionTarget(ProjectionDefinition projection, Registry registry) : RebuildTarget
{
    public override string Name => projection.Name;

    public override Table Live => projection.Table;

    public override LogQuery Events { get; } = new() { Types = projection.EventTypes };

    public override PageFold FoldInto(Table table) => new HandlerFold(
        table, registry.Vault, (stored, unit, states, cancellation) => projection.Apply(stored, table, InvocationServices.ForDeriving(registry, unit, cancellation), states));
}
