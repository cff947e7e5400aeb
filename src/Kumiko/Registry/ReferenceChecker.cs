namespace Kumiko;

/// <summary>References point at entities that exist, of features that the own one knows.</summary>
internal sealed class ReferenceChecker(
    IReadOnlyList<FeatureBuilder> builders, IReadOnlyList<EntityDefinition> entities, DiagnosticList diagnostics)
{
    public void Check()
    {
        foreach (var entity in entities)
        {
            var builder = builders.First(b => b.Feature.Name == entity.Feature);
            foreach (var (path, reference) in ReferencesIn(entity.Schema, entity.Type.Name))
            {
                CheckTarget(builder, path, reference, Composition.SourceOf(builder, entity.Type));
            }
        }
    }

    private void CheckTarget(FeatureBuilder builder, string path, ReferenceType reference, SourceLocation? source)
    {
        if (entities.FirstOrDefault(e => e.Type == reference.Target) is { } target)
        {
            CheckLabel(builder, path, reference, target, source);
            if (!Composition.Knows(builder, target.Feature))
            {
                diagnostics.Report(DiagnosticRules.ReferenceTarget, builder.Feature.Name, path,
                    $"'{target.Name}' belongs to the feature '{target.Feature}', which is not required.", $"Call Requires(\"{target.Feature}\").", source);
            }
        }
        else if (!builders.Any(b => Composition.Declares(b, reference.Target)))
        {
            diagnostics.Report(DiagnosticRules.ReferenceTarget, builder.Feature.Name, path,
                $"No feature declares the entity '{reference.Target.Name}'.", source: source);
        }
    }

    private void CheckLabel(FeatureBuilder builder, string path, ReferenceType reference, EntityDefinition target, SourceLocation? source)
    {
        if (reference.Label is null)
        {
            return;
        }

        if (target.Schema.Fields.FirstOrDefault(f => f.Member == reference.Label) is not { } label)
        {
            diagnostics.Report(DiagnosticRules.ReferenceLabel, builder.Feature.Name, path,
                $"'{target.Type.Name}' has no stored field '{reference.Label}'.", source: source);
        }
        else if (!ReferenceLabels.CanBeLabel(label.Type))
        {
            diagnostics.Report(DiagnosticRules.ReferenceLabel, builder.Feature.Name, path,
                $"'{target.Type.Name}.{label.Member}' is of type {label.Type.Kind}, which is no label.", source: source);
        }
        else if (label.IsSensitive)
        {
            diagnostics.Report(DiagnosticRules.ReferenceLabel, builder.Feature.Name, path, $"'{target.Type.Name}.{label.Member}' is sensitive, and shown to nobody.", source: source);
        }
    }

    private static IEnumerable<(string Path, ReferenceType Reference)> ReferencesIn(RecordSchema schema, string path) =>
        schema.Fields.SelectMany(field => field.Type switch
        {
            ReferenceType reference => [($"{path}.{field.Member}", reference)],
            ReferencesType references => [($"{path}.{field.Member}", references.Reference)],
            EmbeddedType embedded => ReferencesIn(embedded.Schema, $"{path}.{field.Member}"),
            EmbeddedListType list => ReferencesIn(list.ItemSchema, $"{path}.{field.Member}"),
            _ => Enumerable.Empty<(string, ReferenceType)>(),
        });
}
