namespace Kumiko;

/// <summary>Checks what is sealed against what surrounds it, finds what looks as if it should be, and makes the vault where something is.</summary>
internal sealed class PrivacyAssembler(
    IReadOnlyList<FeatureBuilder> builders, IReadOnlyList<EntityDefinition> entities, IReadOnlyList<EventDefinition> events, IReadOnlyList<ProjectionDefinition> projections,
    IReadOnlyList<ConsumerDefinition> consumers, IReadOnlyList<UnmanagedTableDefinition> tables, DiagnosticList diagnostics)
{
    /// <returns>Null where nothing is sealed.</returns>
    public Vault? Assemble()
    {
        var names = new List<string>();
        var schemas = new List<RecordSchema>();
        foreach (var (subject, name, schema) in Stored())
        {
            LookAround(subject, "", schema);
            if (schema.Sealing is { } plan)
            {
                names.Add(name);
                schemas.Add(schema);
                CheckSubjects(subject, schema, plan);
            }
        }

        foreach (var (subject, schema) in Rows())
        {
            LookAround(subject, "", schema);
            foreach (var (path, _, _) in schema.Sealing?.Fields ?? [])
            {
                Report(DiagnosticRules.PersonalRow, subject, path, "The field is annotated as personal, and belongs to a row.");
            }
        }

        var vault = names.Count == 0 ? null : new Vault(names);
        schemas.ForEach(s => s.Vault = vault);
        foreach (var entity in entities.Where(e => e.Schema.Sealing is { HasFindable: true }))
        {
            vault!.HasFindable = true;
            foreach (var (field, type) in entity.Schema.Sealing!.Findable)
            {
                type.IndexWith(vault, $"{entity.Name}.{field.Name}");
            }
        }

        return vault;
    }

    private IEnumerable<(Subject Subject, string Name, RecordSchema Schema)> Stored()
    {
        foreach (var entity in entities)
        {
            var source = builders.Select(b => Composition.SourceOf(b, entity.Type)).FirstOrDefault(s => s is not null);
            yield return (new Subject(entity.Feature, entity.Type.Name, source), entity.Name, entity.Schema);
        }

        foreach (var definition in events)
        {
            var declaration = builders.SelectMany(b => b.Events).First(e => e.Type == definition.Type);
            yield return (new Subject(definition.Feature, declaration.Name, declaration.Source), definition.Name, definition.Schema);
        }
    }

    private IEnumerable<(Subject Subject, RecordSchema Schema)> Rows() =>
        from rows in projections.Select(p => (Feature: p.Feature.Name, Rows: p.Rows)).Concat(consumers.Where(c => c.Rows is not null).Select(c => (Feature: c.Feature.Name, Rows: c.Rows!)))
            .Concat(tables.Select(t => (Feature: t.Feature.Name, t.Rows)))
        let declaration = builders.SelectMany(b => b.Tables).First(d => d.Rows?.Type == rows.Rows.Type)
        select (new Subject(rows.Feature, rows.Rows.Type.Name, declaration.Source), rows.Rows.Schema);

    private void CheckSubjects(Subject subject, RecordSchema schema, SealingPlan plan)
    {
        foreach (var (path, _, type) in plan.Fields.Where(f => f.Type.Privacy.Subject == SubjectKind.Named))
        {
            var name = type.Privacy.SubjectMember!;
            var named = schema.Fields.FirstOrDefault(f => f.Member == name);
            if (named?.Type is not (ReferenceType or UuidType or TextType))
            {
                Report(DiagnosticRules.SubjectField, subject, path,
                    named is null ? $"'{subject.Member}' has no stored property '{name}'." : $"'{name}' is {(named.Type is SealedType ? "sealed itself" : $"of type {named.Type.Kind}")}.");
            }
        }
    }

    private void LookAround(Subject subject, string prefix, RecordSchema schema)
    {
        foreach (var field in schema.Fields)
        {
            if (field.Privacy is null && PersonalNames.CanHold(field.Type) && PersonalNames.Has(field.Member))
            {
                Report(DiagnosticRules.LooksPersonal, subject, prefix + field.Member, $"'{field.Member}' is a name of what people are, or of what they wrote.");
            }

            if (SealingPlan.InnerOf(field.Type) is { } inner)
            {
                LookAround(subject, $"{prefix}{field.Member}.", inner);
            }
        }
    }

    private void Report(DiagnosticRule rule, Subject subject, string path, string message) =>
        diagnostics.Report(rule, subject.Feature, $"{subject.Member}.{path}", message, source: subject.Source);

    /// <summary>What a problem is about.</summary>
    private sealed record Subject(string Feature, string Member, SourceLocation? Source);
}
