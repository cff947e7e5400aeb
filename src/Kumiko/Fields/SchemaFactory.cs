using System.Reflection;

namespace Kumiko;

/// <summary>Reads a C# class as a schema, and reports everything about it that cannot work.</summary>
internal sealed class SchemaFactory(string feature, string subject, SourceLocation? source, DiagnosticList diagnostics, Currency? defaultCurrency)
{
    private readonly NullabilityInfoContext _nullability = new();
    private readonly Stack<Type> _open = new();

    public FieldTypeFactory Types => new(this);

    public Currency? DefaultCurrency => defaultCurrency;

    /// <summary>Get-only properties of an entity, which become derived fields.</summary>
    public List<PropertyInfo> GetOnly { get; } = [];

    /// <summary>The property of a row that shows whose it is. The table has a column for that anyway.</summary>
    public PropertyInfo? TenantProperty { get; private set; }

    /// <summary>Reads the schema; null when the class cannot be made or has a problem that makes going on pointless.</summary>
    public RecordSchema? Create(Type type, SchemaPurpose purpose)
    {
        if (_open.Contains(type))
        {
            Report(DiagnosticRules.UnknownFieldType, null, $"'{type.Name}' contains itself.");
            return null;
        }

        if (FindConstructor(type) is not { } constructor)
        {
            Report(DiagnosticRules.NotConstructible, null, $"'{type.Name}' is abstract, not public, or has no constructor that the framework can call.");
            return null;
        }

        _open.Push(type);
        var fresh = TryCreate(constructor, out var failed);
        var fields = failed ? null : CreateFields(type, constructor, purpose, fresh);
        _open.Pop();
        return fields is not null && constructor.GetParameters().All(p => fields.Exists(f => f.Member.Equals(p.Name, StringComparison.OrdinalIgnoreCase)))
            ? new RecordSchema(type, constructor, fields)
            : null;
    }

    /// <summary>Reports a problem of the class that is being read; inside an embedded object, its name stands in the path.</summary>
    public void Report(DiagnosticRule rule, string? member, string message, string? mend = null)
    {
        var path = string.Join('.', _open.Reverse().Skip(1).Select(t => t.Name).Prepend(subject));
        diagnostics.Report(rule, feature, member is null ? path : $"{path}.{member}", message, mend, source);
    }

    private List<Field> CreateFields(Type type, ConstructorInfo constructor, SchemaPurpose purpose, object? fresh)
    {
        var fields = new List<Field>();
        foreach (var property in PropertiesOf(type))
        {
            if (CreateField(property, constructor, purpose, fresh) is not { } field)
            {
                continue;
            }

            if (fields.Find(f => f.Name == field.Name) is { } other)
            {
                Report(DiagnosticRules.ReservedField, field.Member, $"Its name on the wire, '{field.Name}', is taken by '{other.Member}'.");
            }
            else
            {
                fields.Add(field);
            }
        }

        foreach (var field in fields.Where(f => f.Type is TimestampType { LocatedBy: { } zone } && !fields.Exists(z => z.Name == zone && z.Type is TimeZoneType)))
        {
            Report(DiagnosticRules.LocatedBy, field.Member, $"'{((TimestampType)field.Type).LocatedBy}' is no sibling property with [TimeZone].");
        }

        return fields;
    }

    /// <summary>The framework's own members of <see cref="Entity"/> are no fields; neither is a record's EqualityContract.</summary>
    private static IEnumerable<PropertyInfo> PropertiesOf(Type type) => type
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .GroupBy(p => p.Name, (_, same) => same.MaxBy(p => DepthOf(p.DeclaringType!))!)
        .Where(p => p.DeclaringType != typeof(Entity) && p.GetIndexParameters().Length == 0 && p.GetMethod is { IsPublic: true }
            && p.GetCustomAttribute<NotAFieldAttribute>() is null)
        .OrderBy(p => DepthOf(p.DeclaringType!))
        .ThenBy(p => p.MetadataToken);

    private static int DepthOf(Type type) => type.BaseType is null ? 0 : 1 + DepthOf(type.BaseType);

    private static ConstructorInfo? FindConstructor(Type type)
    {
        if (type.IsAbstract || !type.IsVisible)
        {
            return null;
        }

        var constructors = type.GetConstructors();
        return constructors.FirstOrDefault(c => c.GetParameters().Length == 0)
            ?? constructors.FirstOrDefault(c => c.GetParameters() is var parameters && parameters.All(p => PropertyFor(p, type) is not null));
    }

    private static PropertyInfo? PropertyFor(ParameterInfo parameter, Type type) => PropertiesOf(type).FirstOrDefault(p =>
        p.Name.Equals(parameter.Name, StringComparison.OrdinalIgnoreCase) && p.PropertyType == parameter.ParameterType);

    /// <summary>
    /// Makes an instance that shows which values properties have from the start. A constructor with parameters may refuse the empty ones
    /// that it gets here: then nothing is known of them.
    /// </summary>
    private object? TryCreate(ConstructorInfo constructor, out bool failed)
    {
        failed = false;
        var parameters = constructor.GetParameters().Length;
        try
        {
            return constructor.Invoke(new object?[parameters]);
        }
        catch (TargetInvocationException exception)
        {
            failed = parameters == 0;
            if (failed)
            {
                Report(DiagnosticRules.NotConstructible, null, $"The constructor of '{constructor.DeclaringType!.Name}' fails: {exception.InnerException!.Message}");
            }

            return null;
        }
    }

    private Field? CreateField(PropertyInfo property, ConstructorInfo constructor, SchemaPurpose purpose, object? fresh)
    {
        var parameter = constructor.GetParameters().FirstOrDefault(p => p.Name!.Equals(property.Name, StringComparison.OrdinalIgnoreCase));
        var isComputed = parameter is null && !property.CanWrite;
        if (isComputed && purpose != SchemaPurpose.Embedded)
        {
            GetOnly.Add(property);
            CheckRoles(property);
            var isEntity = purpose == SchemaPurpose.Entity;
            if (property.GetCustomAttributes<FieldAttribute>().FirstOrDefault(a => !isEntity || a is not ReadableByAttribute) is { } attribute)
            {
                Report(DiagnosticRules.MisplacedAttribute, property.Name, $"[{FieldTypeFactory.NameOf(attribute)}] does not apply to a property that cannot be set.");
            }

            return null;
        }

        if (parameter is null && property.CanWrite && property.SetMethod is not { IsPublic: true })
        {
            Report(DiagnosticRules.NotConstructible, property.Name, "The property has no public set or init.");
            return null;
        }

        if (purpose == SchemaPurpose.Row && parameter is null && property.PropertyType == typeof(TenantId))
        {
            TenantProperty = property;
            return null;
        }

        var declaration = new FieldDeclaration(property, parameter, _nullability.Create(property), purpose, isComputed);
        if (Types.Create(declaration) is not { } plain)
        {
            return null;
        }

        var type = new FieldSealer(this).Seal(declaration, plain, isNested: _open.Count > 1);

        var field = new Field(PropertyAccessor.For(property), TraitsOf(declaration, type), type);
        if (!isComputed)
        {
            field.Default = DefaultOf(declaration, field, fresh);
        }

        return field;
    }

    private FieldTraits TraitsOf(FieldDeclaration declaration, FieldType type)
    {
        var filterable = declaration.Has<FilterableAttribute>();
        var sortable = declaration.Has<SortableAttribute>();
        if (filterable || sortable)
        {
            if (declaration.Purpose != SchemaPurpose.Entity)
            {
                Report(DiagnosticRules.MisplacedAttribute, declaration.Name, "Only fields of entities can be filtered or sorted by.");
            }
            else if (type is SealedType && (sortable || type.Operators == FilterOperators.None))
            {
                Report(DiagnosticRules.SealedComparison, declaration.Name, "The field is sealed, and lists are to be filtered or sorted by it.");
            }
            else if (filterable && type.Operators == FilterOperators.None)
            {
                Report(DiagnosticRules.NotComparable, declaration.Name, $"A field of type {type.Kind} cannot be filtered by.");
            }
            else if (sortable && !type.IsSortable)
            {
                Report(DiagnosticRules.NotComparable, declaration.Name, $"A field of type {type.Kind} cannot be sorted by.");
            }
        }

        if (declaration.Has<KeyAttribute>() && declaration.Purpose != SchemaPurpose.Row)
        {
            Report(DiagnosticRules.MisplacedAttribute, declaration.Name, "Only rows of projections have a [Key].");
        }

        CheckAccess(declaration, type);
        return new FieldTraits(declaration.IsRequired, declaration.IsNullable, declaration.IsComputed, filterable, sortable, declaration.Has<KeyAttribute>())
        {
            ReadableBy = declaration.ReadableBy,
            WritableBy = declaration.WritableBy,
            Privacy = declaration.Privacy,
        };
    }

    private void CheckAccess(FieldDeclaration declaration, FieldType type)
    {
        var inner = (type as EmbeddedType)?.Schema.FieldRules ?? (type as EmbeddedListType)?.ItemSchema.FieldRules;
        var (isRead, isWritten) = (declaration.ReadableBy is not null, declaration.WritableBy is not null);
        CheckRoles(declaration.Property);
        var isWrong = declaration.Purpose switch
        {
            SchemaPurpose.Row => isRead || isWritten || inner is not null,
            SchemaPurpose.Message => isRead || isWritten,
            SchemaPurpose.Event => isWritten,
            _ => declaration.IsComputed && isWritten,
        };
        if (isWrong)
        {
            Report(DiagnosticRules.FieldAccessWithoutEffect, declaration.Name, "[ReadableBy] or [WritableBy] has no effect here.");
        }
    }

    private void CheckRoles(PropertyInfo property)
    {
        if (property.GetCustomAttributes<AccessAttribute>().Any(a => a.Roles.Count == 0))
        {
            Report(DiagnosticRules.NoRoles, property.Name, "[ReadableBy] or [WritableBy] names no role.", AccessAssembler.RolesMissing);
        }
    }

    private static object? ValueIn(object fresh, PropertyInfo property)
    {
        try
        {
            return property.GetValue(fresh);
        }
        catch (TargetInvocationException)
        {
            return null;
        }
    }

    private object? DefaultOf(FieldDeclaration declaration, Field field, object? fresh)
    {
        if (declaration.IsRequired)
        {
            return null;
        }

        var clr = declaration.Parameter is { HasDefaultValue: true } parameter ? parameter.DefaultValue
            : fresh is not null && declaration.Parameter is null ? ValueIn(fresh, declaration.Property)
            : null;
        if (clr is null || FieldDeclaration.IsEmptyStruct(clr))
        {
            // A row is made by C# code, where a struct always has a value.
            if (!declaration.IsNullable && !(declaration.Purpose == SchemaPurpose.Row && declaration.ValueType.IsValueType))
            {
                Report(DiagnosticRules.NoInitialValue, declaration.Name, "The property is neither required nor nullable and has no initial value.");
            }

            return null;
        }

        if (clr.GetType().IsEnum != declaration.ValueType.IsEnum && declaration.ValueType.IsEnum)
        {
            clr = Enum.ToObject(declaration.ValueType, clr);
        }

        var value = field.Type.Normalize(field.Type.FromClr(clr));
        var issues = new IssueList();
        field.Type.Check(value, field.Name, issues);
        foreach (var issue in issues.Issues)
        {
            Report(DiagnosticRules.InvalidDefault, declaration.Name, $"The initial value is not valid: {issue.Code} at '{issue.Path}'.");
        }

        return value;
    }
}
