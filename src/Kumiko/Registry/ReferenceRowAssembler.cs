namespace Kumiko;

/// <summary>Checks reference data against the entity's rules.</summary>
internal sealed class ReferenceRowAssembler(IReadOnlyList<FeatureBuilder> builders, IReadOnlyList<EntityDefinition> entities, DiagnosticList diagnostics)
{
    public IReadOnlyList<ReferenceRows> Assemble() =>
        [.. from builder in builders from declaration in builder.ReferenceRows let rows = Assemble(builder.Feature.Name, declaration) where rows is not null select rows];

    private ReferenceRows? Assemble(string feature, ReferenceDataDeclaration declaration)
    {
        var subject = declaration.Type.Name;
        if (entities.FirstOrDefault(e => e.Type == declaration.Type) is not { } entity)
        {
            diagnostics.Report(DiagnosticRules.ReferenceRows, feature, subject, $"'{subject}' is not declared as an entity.", "Declare it with r.Entity or r.Crud.");
            return null;
        }

        if (entity.Feature != feature)
        {
            diagnostics.Report(DiagnosticRules.ForeignEntity, feature, subject, $"'{entity.Name}' is declared by the feature '{entity.Feature}'.");
            return null;
        }

        if (entity.Schema.Fields.FirstOrDefault(f => f.Member == declaration.Key) is not { } key)
        {
            diagnostics.Report(DiagnosticRules.ReferenceRows, feature, subject, "The key is no stored field of the entity.");
            return null;
        }

        var rows = declaration.Rows.Select(entity.Schema.Capture).ToList();
        CheckRows(feature, entity, key, rows);
        return new ReferenceRows(entity, key, rows);
    }

    private void CheckRows(string feature, EntityDefinition entity, Field key, List<object?[]> rows)
    {
        var keys = new HashSet<object>();
        for (var i = 0; i < rows.Count; i++)
        {
            var value = rows[i][key.Ordinal];
            if (value is null || !keys.Add(value))
            {
                diagnostics.Report(DiagnosticRules.ReferenceRows, feature, entity.Type.Name, $"Row {i} has {(value is null ? "no key" : $"the key '{value}', which another row has")}.");
            }

            var issues = new IssueList();
            entity.Schema.Check(rows[i], "", issues);
            foreach (var issue in issues.Issues)
            {
                diagnostics.Report(DiagnosticRules.ReferenceRows, feature, entity.Type.Name, $"Row {i} ('{value}') is not valid: {issue.Code} at '{issue.Path}'.");
            }
        }
    }
}
