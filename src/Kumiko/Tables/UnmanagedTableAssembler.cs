namespace Kumiko;

/// <summary>Makes the definitions of tables outside of the log.</summary>
internal sealed class UnmanagedTableAssembler(
    IReadOnlyDictionary<FeatureBuilder, FeatureDefinition> features, IReadOnlyList<ProjectionDefinition> projections, IReadOnlyList<ConsumerDefinition> consumers,
    DiagnosticList diagnostics)
{
    public const string Prefix = "store_";

    private readonly RowAssembler _rows = new(diagnostics);
    private readonly Dictionary<string, string> _tables = [];
    private readonly Dictionary<Type, string> _rowTypes =
        projections.Select(p => (p.Rows.Type, p.Name)).Concat(consumers.Where(c => c.Rows is not null).Select(c => (c.Rows!.Type, c.Name)))
            .DistinctBy(r => r.Type).ToDictionary(r => r.Type, r => r.Name);

    public IReadOnlyList<UnmanagedTableDefinition> Assemble() =>
        [.. features.SelectMany(f => f.Key.UnmanagedTables, (f, table) => Assemble(f.Value, table)).OfType<UnmanagedTableDefinition>()];

    private UnmanagedTableDefinition? Assemble(FeatureDefinition feature, UnmanagedTableDeclaration declaration)
    {
        var (name, reason, rows) = declaration;
        if (!ShortNames.Check(diagnostics, feature.Name, name, rows.Source))
        {
            return null;
        }

        if (string.IsNullOrWhiteSpace(reason))
        {
            diagnostics.Report(DiagnosticRules.UnmanagedReason, feature.Name, name, "The reason is blank.", source: rows.Source);
        }

        if (_rows.Assemble(feature.Name, rows, Prefix) is not { } definition)
        {
            return null;
        }

        if (!_tables.TryAdd(definition.Table.Name, $"'{name}' of the feature '{feature.Name}'"))
        {
            diagnostics.Report(DiagnosticRules.SharedTable, feature.Name, name,
                $"The table '{definition.Table.Name}' belongs to {_tables[definition.Table.Name]} already.", "Give one of them another name.", rows.Source);
        }

        if (!_rowTypes.TryAdd(definition.Type, name))
        {
            diagnostics.Report(DiagnosticRules.SharedRow, feature.Name, name, $"'{definition.Type.Name}' is the row of '{_rowTypes[definition.Type]}' already.", source: rows.Source);
        }

        return new UnmanagedTableDefinition(name, feature, reason.Trim(), definition);
    }
}

/// <summary>What the author said of a table outside of the log.</summary>
internal sealed record UnmanagedTableDeclaration(string Name, string Reason, ProjectionDeclaration Rows);
