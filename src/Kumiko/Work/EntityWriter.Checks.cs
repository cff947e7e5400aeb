namespace Kumiko;

/// <summary>What is checked of every record that is written.</summary>
internal sealed partial class EntityWriter
{
    private static void CheckVersion(EntityState state, StreamVersion? expected)
    {
        if (expected is { } version && version != state.Version)
        {
            throw new VersionConflictException(state.Id, version, state.Version);
        }
    }

    private void CheckTotals(EntityDefinition entity, object?[] values)
    {
        if (entity.Totals.Count == 0)
        {
            return;
        }

        var issues = new IssueList();
        foreach (var total in entity.Totals)
        {
            total.Check(values, issues, tellsExpected: services.ViewOf(entity) is null);
        }

        issues.ThrowIfAny();
    }
}
