namespace Kumiko;

/// <summary>Rows that steps may read and, where no event fills them, write.</summary>
internal sealed record StepRows(RowDefinition Rows, string Feature, bool IsManaged)
{
    public static IReadOnlyDictionary<Type, StepRows> Of(
        IEnumerable<ProjectionDefinition> projections, IEnumerable<ConsumerDefinition> consumers, IEnumerable<UnmanagedTableDefinition> tables) =>
        projections.Select(p => new StepRows(p.Rows, p.Feature.Name, true))
            .Concat(consumers.Where(c => c.Rows is not null).Select(c => new StepRows(c.Rows!, c.Feature.Name, true)))
            .Concat(tables.Select(t => new StepRows(t.Rows, t.Feature.Name, false)))
            .DistinctBy(r => r.Rows.Type)
            .ToDictionary(r => r.Rows.Type);
}
