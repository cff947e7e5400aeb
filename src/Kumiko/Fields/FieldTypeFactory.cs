using System.Text.Json.Nodes;

namespace Kumiko;

/// <summary>Finds the field type for a property's C# type and attributes.</summary>
internal sealed partial class FieldTypeFactory(SchemaFactory schemas)
{
    public FieldType? Create(FieldDeclaration field)
    {
        if (CreateSimple(field, field.ValueType) is { } simple)
        {
            return simple;
        }

        if (ClrList.ItemTypeOf(field.ValueType) is { } item && field.ValueType != typeof(string))
        {
            return CreateList(field, item);
        }

        return IsEmbeddable(field.ValueType) ? CreateEmbedded(field, field.ValueType) : Unknown(field);
    }

    private FieldType? CreateSimple(FieldDeclaration field, Type type)
    {
        if (type == typeof(string))
        {
            return CreateText(field);
        }

        if (type.IsEnum)
        {
            Allow(field);
            return CreateEnum(field, type);
        }

        if (type == typeof(Guid))
        {
            Allow(field, typeof(IReferenceAttribute));
            return field.Get<IReferenceAttribute>() is { } reference ? CreateReference(field, reference) : new UuidType();
        }

        return type switch
        {
            _ when type == typeof(bool) => Allowed(field, new BooleanType()),
            _ when type == typeof(int) => CreateInteger(field),
            _ when type == typeof(long) => CreateBigInteger(field),
            _ when type == typeof(double) => CreateReal(field),
            _ when type == typeof(decimal) => CreateDecimal(field),
            _ when type == typeof(Money) => Allowed(field, new MoneyType(schemas.DefaultCurrency)),
            _ when type == typeof(DateOnly) => CreateDate(field),
            _ when type == typeof(DateTimeOffset) => CreateTimestamp(field),
            _ when type == typeof(LocatedTimestamp) => CreateLocated(field),
            _ when type == typeof(JsonObject) => Allowed(field, new JsonObjectType()),
            _ => null,
        };
    }

    private ReferenceType CreateReference(FieldDeclaration field, IReferenceAttribute reference)
    {
        if (reference.Label is not null && field.Purpose is not (SchemaPurpose.Entity or SchemaPurpose.Embedded))
        {
            schemas.Report(DiagnosticRules.ReferenceLabel, field.Name, "Only references of entities' records are shown with labels.", "Remove Label.");
        }

        return new ReferenceType(reference.Target) { Label = reference.Label };
    }

    private FieldType? CreateText(FieldDeclaration field)
    {
        Allow(field, typeof(TextAttribute), typeof(LongTextAttribute), typeof(SelectAttribute), typeof(TimeZoneAttribute));
        if (field.Attributes.Count(a => a is TextAttribute or LongTextAttribute or SelectAttribute or TimeZoneAttribute) > 1)
        {
            schemas.Report(DiagnosticRules.MisplacedAttribute, field.Name, "Only one of [Text], [LongText], [Select] and [TimeZone] can stand on a property.");
        }

        if (field.Get<SelectAttribute>() is { } select)
        {
            return CreateSelect(field, select);
        }

        if (field.Has<TimeZoneAttribute>())
        {
            return new TimeZoneType();
        }

        var least = field.IsRequired && field.ValueType == typeof(string) ? 1 : 0;
        if (field.Get<LongTextAttribute>() is { } longText)
        {
            if (longText.MaxLength < 0)
            {
                schemas.Report(DiagnosticRules.ImpossibleBounds, field.Name, $"No text has a length of at most {longText.MaxLength}.");
            }

            return new TextType(new TextOptions(IsLong: true, MinLength: least, MaxLength: longText.MaxLength == 0 ? null : longText.MaxLength));
        }

        if (field.Purpose is SchemaPurpose.Event or SchemaPurpose.Row && !field.Has<TextAttribute>())
        {
            // Rows can be sorted and compared by their texts; events are only read.
            return new TextType(new TextOptions(IsLong: field.Purpose == SchemaPurpose.Event, MaxLength: null));
        }

        var text = field.Get<TextAttribute>() ?? new TextAttribute();
        if (text.MaxLength < 1 || text.MinLength < 0 || text.MinLength > text.MaxLength)
        {
            schemas.Report(DiagnosticRules.ImpossibleBounds, field.Name, $"No text has a length from {text.MinLength} to {text.MaxLength}.");
        }

        return new TextType(new TextOptions(false, Math.Max(least, text.MinLength), text.MaxLength, text.Format));
    }

    private SelectType CreateEnum(FieldDeclaration field, Type type)
    {
        if (OptionSet.NamesOf(type) is var names && (names.Count == 0 || names.Distinct().Count() < names.Count))
        {
            schemas.Report(DiagnosticRules.NoOptions, field.Name, $"The enum '{type.Name}' has no members, or two whose names differ in capitals only.");
        }

        return new SelectType(OptionSet.OfEnum(type));
    }

    private SelectType CreateSelect(FieldDeclaration field, SelectAttribute select)
    {
        if (select.Options.Count == 0 || select.Options.Any(string.IsNullOrWhiteSpace) || select.Options.Distinct().Count() < select.Options.Count)
        {
            schemas.Report(DiagnosticRules.NoOptions, field.Name, "The select has no options, a blank one, or one of them twice.");
        }

        return new SelectType(OptionSet.Of(select.Options));
    }

    private FieldType? CreateList(FieldDeclaration field, Type itemType)
    {
        var items = field.Get<ItemsAttribute>();
        if (items is not null && (items.Min < 0 || items.Max < 1 || items.Min > items.Max))
        {
            schemas.Report(DiagnosticRules.ItemBounds, field.Name, $"No list has from {items.Min} to {items.Max} items.");
        }

        var bounds = new ItemBounds(items is { Min: > 0 } ? items.Min : field.IsRequired ? 1 : null, items is { Max: < int.MaxValue } ? items.Max : null);
        var list = ClrList.For(field.ValueType, itemType);
        if (itemType.IsEnum)
        {
            Allow(field, typeof(ItemsAttribute));
            return new MultiSelectType(CreateEnum(field, itemType), list, bounds);
        }

        if (itemType == typeof(string) && field.Get<SelectAttribute>() is { } select)
        {
            Allow(field, typeof(SelectAttribute), typeof(ItemsAttribute));
            return new MultiSelectType(CreateSelect(field, select), list, bounds);
        }

        if (itemType == typeof(Guid) && field.Get<IReferenceAttribute>() is { } reference)
        {
            Allow(field, typeof(IReferenceAttribute), typeof(ItemsAttribute));
            return new ReferencesType(CreateReference(field, reference), list, bounds);
        }

        if (IsEmbeddable(itemType))
        {
            Allow(field, typeof(ItemsAttribute));
            return CreateEmbedded(field, itemType) is EmbeddedType embedded ? new EmbeddedListType(embedded, list, bounds) : null;
        }

        if (field.Purpose is SchemaPurpose.Entity or SchemaPurpose.Embedded or SchemaPurpose.Row)
        {
            return Unknown(field, itemType == typeof(string)
                ? "Name the options with [Select(…)], or use a list of objects of your own."
                : itemType == typeof(Guid) ? "Say with [Reference<…>] what the ids point at." : null);
        }

        return CreateSimple(field, itemType) is { } simple ? new ListType(simple, list, bounds) : Unknown(field);
    }

    private EmbeddedType? CreateEmbedded(FieldDeclaration field, Type type)
    {
        if (field.Purpose == SchemaPurpose.Embedded)
        {
            schemas.Report(DiagnosticRules.EmbeddedShape, field.Name, "An embedded object cannot contain another object or list.");
            return null;
        }

        var purpose = field.Purpose is SchemaPurpose.Entity or SchemaPurpose.Row ? SchemaPurpose.Embedded : field.Purpose;
        if (schemas.Create(type, purpose) is not { } schema)
        {
            return null;
        }

        if (schema.Fields.Count == 0)
        {
            schemas.Report(DiagnosticRules.EmbeddedShape, field.Name, $"'{type.Name}' has no fields.");
            return null;
        }

        foreach (var inner in schema.Fields)
        {
            if (purpose == SchemaPurpose.Embedded && inner.Type is JsonObjectType or ListType)
            {
                schemas.Report(DiagnosticRules.EmbeddedShape, field.Name, $"'{type.Name}.{inner.Member}' of type {inner.Type.Kind} cannot stand inside an embedded object.");
            }
        }

        return new EmbeddedType(schema);
    }

    private static bool IsEmbeddable(Type type) =>
        type is { IsClass: true, IsGenericType: false, IsArray: false } && type.IsVisible && !typeof(Entity).IsAssignableFrom(type)
        && !typeof(Delegate).IsAssignableFrom(type) && type.Assembly != typeof(object).Assembly && type.Namespace?.StartsWith("System", StringComparison.Ordinal) != true;

    private FieldType Allowed(FieldDeclaration field, FieldType type)
    {
        Allow(field);
        return type;
    }

    /// <summary>Reports attributes that would have no effect on this field.</summary>
    private void Allow(FieldDeclaration field, params Type[] attributes)
    {
        foreach (var attribute in field.Attributes)
        {
            var isOfList = attribute is ItemsAttribute && field.ValueType != typeof(string) && ClrList.ItemTypeOf(field.ValueType) is not null;
            if (attribute is FilterableAttribute or SortableAttribute or KeyAttribute || isOfList || attributes.Any(a => a.IsInstanceOfType(attribute)))
            {
                continue;
            }

            schemas.Report(DiagnosticRules.MisplacedAttribute, field.Name, $"[{NameOf(attribute)}] does not apply to a property of type {field.ValueType.Name}.");
        }
    }

    public static string NameOf(FieldAttribute attribute) =>
        attribute.GetType().Name.Split('`')[0].Replace("Attribute", "", StringComparison.Ordinal);

    private FieldType? Unknown(FieldDeclaration field, string? mend = null)
    {
        schemas.Report(DiagnosticRules.UnknownFieldType, field.Name, $"No field can be of the C# type '{field.Property.PropertyType.Name}'.", mend ?? field.ValueType.Name switch
        {
            nameof(DateTime) => "Use DateTimeOffset for an instant, DateOnly for a day.",
            nameof(Single) => "Use double, or decimal for exact numbers.",
            nameof(Int16) or nameof(Byte) or nameof(UInt32) or nameof(UInt16) => "Use int or long.",
            _ => null,
        });
        return null;
    }
}
