using Kumiko.Tests.Declarations;

namespace Kumiko.Tests.Fields;

/// <summary>Entities and schemas as the registry makes them.</summary>
internal static class Declared
{
    public static EntityDefinition Everything() => Entity<Everything>(e => e
        .DefaultCurrency("EUR")
        .Total(x => x.Lines, l => l.Count)
        .Total(x => x.Lines, l => l.Total)
        .Total(x => x.Lines, l => l.Inverse));

    public static EntityDefinition Entity<TEntity>(Action<EntityBuilder<TEntity>>? configure = null)
        where TEntity : Entity =>
        RegistryBuilder.Build([new DeclaredFeature("tests", r => r.Entity(configure))]).FindEntity(typeof(TEntity))!;

    public static RecordSchema Schema<T>(SchemaPurpose purpose = SchemaPurpose.Message)
    {
        var diagnostics = new DiagnosticList();
        var schema = new SchemaFactory("tests", typeof(T).Name, null, diagnostics, Currency.Of("EUR")).Create(typeof(T), purpose);
        diagnostics.ThrowIfAny();
        return schema!;
    }

    /// <summary>Reads an input; returns it as one line of names and values.</summary>
    public static (object?[] Values, IReadOnlyList<FieldIssue> Issues) Bind(RecordSchema schema, string json, BindMode mode = BindMode.Whole)
    {
        var issues = new IssueList();
        var values = schema.Bind(Json.Parse(json), FieldIssue.Root, mode, issues);
        return (values, issues.Issues);
    }

    public static string Describe(RecordSchema schema, object?[] values) => string.Join(' ', schema.Fields
        .Where(f => values[f.Ordinal] != Absent.Value)
        .Select(f => $"{f.Name}={Json.Text(values[f.Ordinal])}"));
}
