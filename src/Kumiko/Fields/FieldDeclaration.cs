using System.Reflection;
using System.Runtime.CompilerServices;

namespace Kumiko;

/// <summary>A property as the author wrote it: type, nullability, attributes.</summary>
internal sealed class FieldDeclaration
{
    private readonly List<FieldAttribute> _attributes;

    public FieldDeclaration(PropertyInfo property, ParameterInfo? parameter, NullabilityInfo nullability, SchemaPurpose purpose, bool isComputed)
    {
        Property = property;
        Parameter = parameter;
        Purpose = purpose;
        IsComputed = isComputed;
        ValueType = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        IsNullable = ValueType != property.PropertyType || (!ValueType.IsValueType && nullability.ReadState == NullabilityState.Nullable);
        List<FieldAttribute> all = [.. property.GetCustomAttributes<FieldAttribute>(), .. parameter?.GetCustomAttributes<FieldAttribute>() ?? []];
        _attributes = all.FindAll(a => a is not (AccessAttribute or PrivacyAttribute));
        Privacy = FieldPrivacy.Of(all);
        ReadableBy = all.OfType<ReadableByAttribute>().FirstOrDefault()?.Roles;
        WritableBy = all.OfType<WritableByAttribute>().FirstOrDefault()?.Roles;
        IsRequired = !isComputed && (property.GetCustomAttribute<RequiredMemberAttribute>() is not null
            || (parameter is { HasDefaultValue: false } && !IsNullable));
    }

    public PropertyInfo Property { get; }

    public ParameterInfo? Parameter { get; }

    public SchemaPurpose Purpose { get; }

    public bool IsComputed { get; }

    public string Name => Property.Name;

    /// <summary>The property's type, without <see cref="Nullable{T}"/>.</summary>
    public Type ValueType { get; }

    public bool IsNullable { get; }

    public bool IsRequired { get; }

    public IReadOnlyList<string>? ReadableBy { get; }

    public IReadOnlyList<string>? WritableBy { get; }

    /// <summary>What is said about the privacy of the field; null for nothing.</summary>
    public FieldPrivacy? Privacy { get; }

    /// <summary>All but those about access and privacy, which say nothing about the type.</summary>
    public IReadOnlyList<FieldAttribute> Attributes => _attributes;

    public bool Has<T>()
        where T : FieldAttribute => _attributes.Exists(a => a is T);

    public T? Get<T>()
        where T : class => _attributes.OfType<T>().FirstOrDefault();

    /// <summary>A date of year 1 or an id of zeros is no initial value, it is a forgotten one.</summary>
    public static bool IsEmptyStruct(object value) => value switch
    {
        Guid id => id == Guid.Empty,
        DateOnly date => date == default,
        DateTimeOffset instant => instant == default,
        Money money => money == default,
        LocatedTimestamp located => located == default,
        _ => false,
    };
}
