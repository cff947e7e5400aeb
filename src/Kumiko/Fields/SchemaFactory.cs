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
        var fresh = constructor.GetParameters().Length == 0 ? TryCreate(constructor) : null;
        var fields = new List<Field>();
        foreach (var property in PropertiesOf(type))
        {
            if (CreateField(property, constructor, purpose, fresh) is { } field)
            {
                fields.Add(field);
            }
        }

        _open.Pop();
        return constructor.GetParameters().All(p => fields.Exists(f => f.Member.Equals(p.Name, StringComparison.OrdinalIgnoreCase)))
            ? new RecordSchema(type, constructor, fields)
            : null;
    }

    public void Report(DiagnosticRule rule, string? member, string message, string? mend = null) =>
        diagnostics.Report(rule, feature, member is null ? subject : $"{subject}.{member}", message, mend, source);

    /// <summary>The framework's own members of <see cref="Entity"/> are no fields; neither is a record's EqualityContract.</summary>
    private static IEnumerable<PropertyInfo> PropertiesOf(Type type) => type
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
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

    private static PropertyInfo? PropertyFor(ParameterInfo parameter, Type type) =>
        type.GetProperty(parameter.Name!, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase) is { } property
            && property.PropertyType == parameter.ParameterType ? property : null;

    private object? TryCreate(ConstructorInfo constructor)
    {
        try
        {
            return constructor.Invoke(null);
        }
        catch (TargetInvocationException exception)
        {
            Report(DiagnosticRules.NotConstructible, null, $"The constructor of '{constructor.DeclaringType!.Name}' fails: {exception.InnerException!.Message}");
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
            return null;
        }

        if (parameter is null && property.CanWrite && property.SetMethod is not { IsPublic: true })
        {
            Report(DiagnosticRules.NotConstructible, property.Name, "The property has no public set or init.");
            return null;
        }

        var declaration = new FieldDeclaration(property, parameter, _nullability.Create(property), purpose, isComputed);
        if (Types.Create(declaration) is not { } type)
        {
            return null;
        }

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
            else if (filterable && type.Operators == FilterOperators.None)
            {
                Report(DiagnosticRules.NotComparable, declaration.Name, $"A field of type {type.Kind} cannot be filtered by.");
            }
            else if (sortable && !type.IsSortable)
            {
                Report(DiagnosticRules.NotComparable, declaration.Name, $"A field of type {type.Kind} cannot be sorted by.");
            }
        }

        return new FieldTraits(declaration.IsRequired, declaration.IsNullable, declaration.IsComputed, filterable, sortable);
    }

    private object? DefaultOf(FieldDeclaration declaration, Field field, object? fresh)
    {
        if (declaration.IsRequired)
        {
            return null;
        }

        var clr = declaration.Parameter is { HasDefaultValue: true } parameter ? parameter.DefaultValue
            : fresh is not null && declaration.Parameter is null ? declaration.Property.GetValue(fresh)
            : null;
        if (clr is null || FieldDeclaration.IsEmptyStruct(clr))
        {
            if (!declaration.IsNullable)
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
