using System.Text;

namespace Kumiko;

/// <summary>Makes the definitions of rows from their classes.</summary>
internal sealed class RowAssembler(DiagnosticList diagnostics)
{
    private const int LongestColumnName = 63;

    /// <returns>Null when the class cannot be a row.</returns>
    public RowDefinition? Assemble(string feature, ProjectionDeclaration declaration, string prefix = TableNames.Derived)
    {
        var type = declaration.Rows!.Type;
        var schemas = new SchemaFactory(feature, type.Name, declaration.Source, diagnostics, defaultCurrency: null);
        if (type.IsAssignableTo(typeof(Entity)))
        {
            schemas.Report(DiagnosticRules.RowKey, null, $"'{type.Name}' is an entity; the rows of a projection are of a plain class.");
            return null;
        }

        if (schemas.Create(type, SchemaPurpose.Row) is not { } schema || KeysOf(schemas, schema) is not { } keys || !CheckColumns(schemas, schema, keys))
        {
            return null;
        }

        var table = declaration.Table ?? prefix + Names.ToKebab(declaration.Name).Replace('-', '_').Replace(':', '_');
        TableNames.Check(schemas, table, declaration.Table is not null, prefix);
        return new RowDefinition(table, schema, keys, schemas.TenantProperty);
    }

    private static RowKeys? KeysOf(SchemaFactory schemas, RecordSchema schema)
    {
        var fields = schema.Fields.Where(f => f.IsKey).ToList();
        if (fields.Find(f => !CanBeKey(f.Type)) is { } illegal)
        {
            schemas.Report(DiagnosticRules.RowKey, illegal.Member, $"A field of type {illegal.Type.Kind} cannot be part of a key.");
            return null;
        }

        var id = schema.Fields.FirstOrDefault(f => f is { Member: "Id", ClrType: var clr, IsNullable: false } && clr == typeof(Guid));
        if (fields.Count > 0 && !(fields is [var only] && only == id))
        {
            return RowKeys.OfFields(fields);
        }

        if (id is null)
        {
            schemas.Report(DiagnosticRules.RowKey, null, "Nothing tells its rows apart.");
        }

        return id is null ? null : RowKeys.OfId(id);
    }

    /// <summary>What has exactly one text for each value.</summary>
    private static bool CanBeKey(FieldType type) =>
        type is TextType or IntegerType or BigIntegerType or BooleanType or UuidType or DateType or TimestampType or SelectType or TimeZoneType;

    private static bool CheckColumns(SchemaFactory schemas, RecordSchema schema, RowKeys keys)
    {
        var isFree = true;
        var taken = new Dictionary<string, string> { [EntityColumns.Tenant.Name] = "the framework", [EntityColumns.Id.Name] = "the framework" };
        foreach (var field in schema.Fields.Where(f => f != keys.Id))
        {
            foreach (var column in RowDefinition.ColumnsOf(field))
            {
                if (taken.TryGetValue(column.Name, out var owner))
                {
                    schemas.Report(DiagnosticRules.ReservedField, field.Member, $"Its column '{column.Name}' is taken by {owner}.");
                    isFree = false;
                }

                taken[column.Name] = $"'{field.Member}'";
                if (Encoding.UTF8.GetByteCount(column.Name) > LongestColumnName)
                {
                    schemas.Report(DiagnosticRules.PhysicalName, field.Member, $"The column '{column.Name}' has a name of more than {LongestColumnName} bytes.", "Shorten the property's name.");
                }
            }
        }

        return isFree;
    }
}
