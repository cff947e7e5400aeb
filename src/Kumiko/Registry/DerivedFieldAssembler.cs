using System.Reflection;

namespace Kumiko;

/// <summary>Makes derived fields from get-only properties and from declarations.</summary>
internal sealed class DerivedFieldAssembler(SchemaFactory schemas, RecordSchema schema)
{
    private readonly HashSet<string> _names =
        [.. schema.Fields.Select(f => f.Name), .. EntityColumns.BaseColumns(isSoftDelete: true).Select(c => JsonNames.Camel(PascalOf(c.Name))), EmbeddedTotal.Member];

    public IReadOnlyList<DerivedField> Assemble(EntityDeclaration declaration)
    {
        var derived = new List<DerivedField>();
        foreach (var property in schemas.GetOnly)
        {
            var accessor = PropertyAccessor.For(property);
            var readers = property.GetCustomAttribute<ReadableByAttribute>()?.Roles;
            Add(derived, JsonNames.Camel(property.Name), property.PropertyType, readers, (entity, _) => accessor.Get(entity));
        }

        foreach (var own in declaration.Derived)
        {
            Add(derived, own.Name, own.ValueType, null, own.Derive);
        }

        return derived;
    }

    private void Add(List<DerivedField> derived, string name, Type valueType, IReadOnlyList<string>? readableBy, Func<Entity, DateTimeOffset, object?> derive)
    {
        if (!_names.Add(name))
        {
            schemas.Report(DiagnosticRules.DerivedField, name, $"There is another field with the name '{name}'.");
        }
        else if (TypeFor(Nullable.GetUnderlyingType(valueType) ?? valueType) is { } type)
        {
            derived.Add(new DerivedField(name, type, readableBy, derive));
        }
        else
        {
            schemas.Report(DiagnosticRules.DerivedField, name, $"A value of the C# type '{valueType.Name}' cannot be shown.",
                "Derive a string, a bool, an int, long, double or decimal, Money, DateOnly, DateTimeOffset or an enum; or mark the property with [NotAField].");
        }
    }

    private FieldType? TypeFor(Type type) => type switch
    {
        _ when type == typeof(string) => new TextType(new TextOptions(IsLong: true, MaxLength: null)),
        _ when type == typeof(bool) => new BooleanType(),
        _ when type == typeof(int) => new IntegerType(null, null),
        _ when type == typeof(long) => new BigIntegerType(null, null),
        _ when type == typeof(double) => new RealType(null, null),
        _ when type == typeof(decimal) => new DecimalType(28, 10, null, null),
        _ when type == typeof(Money) => new MoneyType(schemas.DefaultCurrency),
        _ when type == typeof(DateOnly) => new DateType(null, null),
        _ when type == typeof(DateTimeOffset) => new TimestampType(null, null, null),
        _ when type.IsEnum => new SelectType(OptionSet.OfEnum(type)),
        _ => null,
    };

    private static string PascalOf(string snake) => string.Concat(snake.Split('_').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
