using System.Security.Cryptography;
using System.Text;
using Kumiko.Storage;

namespace Kumiko;

/// <summary>Makes entity definitions from declarations.</summary>
internal sealed class EntityAssembler(IReadOnlyList<FeatureBuilder> builders, DiagnosticList diagnostics)
{
    private const int LongestIdentifier = 63;
    private const int LongestIndexStart = 44;

    public IReadOnlyList<EntityDefinition> Assemble()
    {
        var entities = new List<EntityDefinition>();
        foreach (var builder in builders)
        {
            foreach (var declaration in DeclaredIn(builder))
            {
                if (Assemble(builder.Feature.Name, declaration) is { } entity)
                {
                    CheckUnique(entity, declaration, entities);
                    entities.Add(entity);
                }
            }
        }

        return [.. entities.DistinctBy(e => e.Name).DistinctBy(e => e.Type)];
    }

    /// <summary>Crud declares its entity where nothing else does, in this feature or another.</summary>
    private IEnumerable<EntityDeclaration> DeclaredIn(FeatureBuilder builder) => builder.Entities.Concat(builder.Cruds
        .Where(c => !builders.Any(b => b.Entities.Exists(e => e.Type == c.Type)))
        .Select(c => new EntityDeclaration(c.Type, c.Source)));

    private EntityDefinition? Assemble(string feature, EntityDeclaration declaration)
    {
        var subject = declaration.Type.Name;
        var currency = declaration.DefaultCurrency is { } code ? Currency.Find(code) : null;
        var schemas = new SchemaFactory(feature, subject, declaration.Source, diagnostics, currency);
        if (declaration.DefaultCurrency is not null && currency is null)
        {
            schemas.Report(DiagnosticRules.CurrencyMissing, null, $"'{declaration.DefaultCurrency}' is not a currency of ISO 4217.");
        }

        if (schemas.Create(declaration.Type, SchemaPurpose.Entity) is not { } schema)
        {
            return null;
        }

        if (currency is null && declaration.DefaultCurrency is null && UsesMoney(schema))
        {
            schemas.Report(DiagnosticRules.CurrencyMissing, null, "The entity has money and no default currency.");
        }

        var name = Names.ToKebab(subject);
        if (!Names.IsKebabSegment(name))
        {
            schemas.Report(DiagnosticRules.IllegalName, null, $"'{name}' cannot stand in the names of commands, queries and events.",
                "Rename the class: use letters of the English alphabet and digits only.");
        }

        var derived = new DerivedFieldAssembler(schemas, schema).Assemble(declaration);
        foreach (var twice in declaration.Totals.GroupBy(t => t).Where(g => g.Count() > 1))
        {
            schemas.Report(DiagnosticRules.DeclaredTwice, twice.Key.List, $"The total of '{twice.Key.Item}' is declared twice.");
        }

        var totals = declaration.Totals.Select(t => AssembleTotal(schemas, schema, t)).OfType<EmbeddedTotal>().ToList();
        var machines = new TransitionAssembler(schemas, schema).Assemble(declaration, builders);
        var table = declaration.Table ?? "read_" + Names.Plural(name.Replace('-', '_'));
        TableNames.Check(schemas, table, declaration.Table is not null);
        if (!CheckColumns(schemas, schema))
        {
            return null;
        }

        var unique = new Dictionary<string, IReadOnlyList<string>>();
        var columns = new EntityColumns(table, schema, declaration.IsSoftDelete,
            all => Distinct(schemas, declaration.Indexes.Select(i => AssembleIndex(schemas, schema, all, i, unique)).OfType<TableIndex>(), AutomaticIndexes(table, schema, all)));
        var traits = new EntityTraits(declaration.IsSoftDelete, currency, derived, totals, unique, machines);
        return new EntityDefinition(name, feature, schema, traits, columns);
    }

    private void CheckUnique(EntityDefinition entity, EntityDeclaration declaration, List<EntityDefinition> others)
    {
        foreach (var other in others)
        {
            if (other.Name == entity.Name)
            {
                diagnostics.Report(DiagnosticRules.DuplicateEntity, entity.Feature, entity.Type.Name,
                    $"The entity '{entity.Name}' is declared by '{other.Feature}', too.", source: declaration.Source);
            }
            else if (other.Table.Name == entity.Table.Name)
            {
                diagnostics.Report(DiagnosticRules.SharedTable, entity.Feature, entity.Type.Name,
                    $"The table '{entity.Table.Name}' belongs to '{other.Name}' already.", source: declaration.Source);
            }
        }
    }

    private static bool UsesMoney(RecordSchema schema) => schema.Fields.Any(f => f.Type switch
    {
        MoneyType => true,
        EmbeddedType embedded => UsesMoney(embedded.Schema),
        EmbeddedListType list => UsesMoney(list.ItemSchema),
        _ => false,
    });

    /// <summary>Fields share no column with each other or with the framework's own.</summary>
    private static bool CheckColumns(SchemaFactory schemas, RecordSchema schema)
    {
        var isFree = true;
        var taken = EntityColumns.BaseColumns(isSoftDelete: true).ToDictionary(c => c.Name, _ => "the framework");
        foreach (var field in schema.Fields)
        {
            foreach (var column in field.Type.ColumnsOf(JsonNames.Snake(field.Member), field.IsNullable))
            {
                if (taken.TryGetValue(column.Name, out var owner))
                {
                    schemas.Report(DiagnosticRules.ReservedField, field.Member, $"Its column '{column.Name}' is taken by {owner}.");
                    isFree = false;
                }

                taken[column.Name] = $"'{field.Member}'";
                if (Encoding.UTF8.GetByteCount(column.Name) > LongestIdentifier)
                {
                    schemas.Report(DiagnosticRules.PhysicalName, field.Member, $"The column '{column.Name}' has a name of more than {LongestIdentifier} bytes.", "Shorten the property's name.");
                }
            }
        }

        return isFree;
    }

    private static IEnumerable<TableIndex> AutomaticIndexes(string table, RecordSchema schema, EntityColumns columns) =>
        from field in schema.Fields
        where field.Type is ReferenceType
        let column = columns.MainColumnOf(field)
        select new TableIndex(IndexName(table, [column], "idx"), [EntityColumns.Tenant, column]);

    private static TableIndex? AssembleIndex(
        SchemaFactory schemas, RecordSchema schema, EntityColumns columns, IndexDeclaration declaration, Dictionary<string, IReadOnlyList<string>> unique)
    {
        var fields = declaration.Members.Select(m => schema.Fields.FirstOrDefault(f => f.Member == m)).ToList();
        if (fields.Count == 0 || fields.Contains(null) || fields.Distinct().Count() < fields.Count)
        {
            schemas.Report(DiagnosticRules.IndexColumns, null, $"An index over ({string.Join(", ", declaration.Members.Select(m => m ?? "?"))}) names no field, a field twice, or something that is no stored field.");
            return null;
        }

        if (fields.Find(f => f!.Type is SealedType { IsFindable: false }) is { } hidden)
        {
            schemas.Report(DiagnosticRules.SealedComparison, hidden.Member, "The field is sealed, and an index is to be made over it.");
            return null;
        }

        if (fields.Find(f => !f!.Type.IsIndexable) is { } illegal)
        {
            schemas.Report(DiagnosticRules.IndexColumns, illegal.Member, $"A field of type {illegal.Type.Kind} cannot be indexed.");
            return null;
        }

        if (declaration.OnlyExisting && !columns.Table.Columns.Contains(EntityColumns.IsDeleted))
        {
            schemas.Report(DiagnosticRules.IndexColumns, null, "UniqueAmongExisting makes no difference without SoftDelete().", "Call Unique(…), or SoftDelete().");
            return null;
        }

        var own = fields.SelectMany(f => f!.Type is SealedType ? [columns.FieldColumns[f.Ordinal][1]] : columns.FieldColumns[f.Ordinal]).ToList();
        var name = IndexName(columns.Table.Name, own, declaration.IsUnique ? "unique" : "idx");
        if (declaration.IsUnique)
        {
            unique[name] = [.. fields.Select(f => f!.Name)];
        }

        return new TableIndex(name, [EntityColumns.Tenant, .. own])
        {
            IsUnique = declaration.IsUnique,
            OnlyWhereFalse = declaration.OnlyExisting ? EntityColumns.IsDeleted : null,
        };
    }

    /// <summary>An index that the author declares may be the automatic one of a reference; one that is declared twice is a mistake.</summary>
    private static List<TableIndex> Distinct(SchemaFactory schemas, IEnumerable<TableIndex> declared, IEnumerable<TableIndex> automatic)
    {
        var indexes = new List<TableIndex>();
        foreach (var index in declared)
        {
            if (indexes.Exists(i => i.Name == index.Name))
            {
                schemas.Report(DiagnosticRules.DeclaredTwice, null, $"The index '{index.Name}' is declared twice.");
            }
            else
            {
                indexes.Add(index);
            }
        }

        return [.. automatic.Where(a => !indexes.Exists(i => i.Name == a.Name)), .. indexes];
    }

    /// <summary>Long names end in a checksum, so that two of them stay two.</summary>
    private static string IndexName(string table, IEnumerable<Column> columns, string suffix)
    {
        var name = $"{table}_{string.Join('_', columns.Select(c => c.Name))}_{suffix}";
        if (Encoding.UTF8.GetByteCount(name) <= LongestIdentifier)
        {
            return name;
        }

        var checksum = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..10];
        var start = name[..Math.Min(name.Length, LongestIndexStart)];
        while (Encoding.UTF8.GetByteCount(start) > LongestIndexStart)
        {
            start = start[..^1];
        }

        return $"{start}_{checksum}_{suffix}";
    }

    private static EmbeddedTotal? AssembleTotal(SchemaFactory schemas, RecordSchema schema, TotalDeclaration declaration)
    {
        var list = schema.Fields.FirstOrDefault(f => f.Member == declaration.List);
        var column = (list?.Type as EmbeddedListType)?.ItemSchema.Fields.FirstOrDefault(f => f.Member == declaration.Item);
        var field = declaration.IsMatch ? schema.Fields.FirstOrDefault(f => f.Member == declaration.MustEqual) : null;
        var isNumber = column?.Type is MoneyType or DecimalType or IntegerType or BigIntegerType or RealType;
        if (list is null || column is null || !isNumber || (declaration.IsMatch && (field?.Type is not MoneyType || column.Type is not MoneyType)))
        {
            schemas.Report(DiagnosticRules.Totals, declaration.List,
                $"The total of '{declaration.Item ?? "?"}' is not about a number in an embedded list{(declaration.IsMatch ? " of money and a money field" : "")}.");
            return null;
        }

        return new EmbeddedTotal(list, column, field);
    }
}
