namespace Kumiko;

/// <summary>Checks reference data against the entity's rules.</summary>
internal sealed class ReferenceRowAssembler(IReadOnlyList<FeatureBuilder> builders, IReadOnlyList<EntityDefinition> entities, DiagnosticList diagnostics)
{
    public IReadOnlyList<ReferenceRows> Assemble() =>
        [.. from builder in builders from declaration in builder.ReferenceRows let rows = Assemble(builder, declaration) where rows is not null select rows];

    private ReferenceRows? Assemble(FeatureBuilder builder, ReferenceDataDeclaration declaration)
    {
        var subject = new Subject(builder.Feature.Name, declaration.Type.Name, Composition.SourceOf(builder, declaration.Type));
        if (builder.ReferenceRows.First(r => r.Type == declaration.Type) != declaration)
        {
            Report(DiagnosticRules.DeclaredTwice, subject, $"The reference data of '{subject.Member}' is declared twice.");
            return null;
        }

        if (entities.FirstOrDefault(e => e.Type == declaration.Type) is not { } entity)
        {
            if (!builders.Any(b => Composition.Declares(b, declaration.Type)))
            {
                Report(DiagnosticRules.ReferenceRows, subject, $"'{subject.Member}' is not declared as an entity.", "Declare it with r.Entity or r.Crud.");
            }

            return null;
        }

        if (entity.Feature != subject.Feature)
        {
            Report(DiagnosticRules.ForeignEntity, subject, $"'{entity.Name}' is declared by the feature '{entity.Feature}'.");
            return null;
        }

        if (entity.Schema.Fields.FirstOrDefault(f => f.Member == declaration.Key) is not { Type: not SealedType, Type.IsIndexable: true } key)
        {
            Report(DiagnosticRules.ReferenceRows, subject, "The key is no stored field of the entity by which rows could be told apart.");
            return null;
        }

        var rows = declaration.Rows.Select(entity.Schema.Capture).ToList();
        CheckRows(subject, entity, key, rows);
        return new ReferenceRows(entity, key, rows);
    }

    private void CheckRows(Subject subject, EntityDefinition entity, Field key, List<object?[]> rows)
    {
        var keys = new HashSet<object>();
        for (var i = 0; i < rows.Count; i++)
        {
            var value = rows[i][key.Ordinal];
            if (value is null || !keys.Add(value))
            {
                Report(DiagnosticRules.ReferenceRows, subject, $"Row {i} has {(value is null ? "no key" : $"the key '{value}', which another row has")}.");
            }

            var issues = new IssueList();
            entity.Schema.Check(rows[i], "", issues);
            foreach (var total in issues.Any ? [] : entity.Totals)
            {
                total.Check(rows[i], issues);
            }

            foreach (var issue in issues.Issues)
            {
                Report(DiagnosticRules.ReferenceRows, subject, $"Row {i} ('{value}') is not valid: {issue.Code} at '{issue.Path}'.");
            }
        }
    }

    private void Report(DiagnosticRule rule, Subject subject, string message, string? mend = null) =>
        diagnostics.Report(rule, subject.Feature, subject.Member, message, mend, subject.Source);

    private sealed record Subject(string Feature, string Member, SourceLocation? Source);
}
