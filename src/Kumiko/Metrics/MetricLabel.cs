using System.Reflection;

namespace Kumiko;

/// <summary>A label: one of few values, that the program's author knows. Texts are none, for there is no end to them, and they may be about persons.</summary>
internal sealed class MetricLabel
{
    private readonly IPropertyAccessor _property;
    private readonly OptionSet? _options;

    private MetricLabel(PropertyInfo property)
    {
        Name = NameOf(property);
        _property = PropertyAccessor.For(property);
        _options = _property.ClrType.IsEnum ? OptionSet.OfEnum(_property.ClrType) : null;
    }

    public string Name { get; }

    /// <summary>The labels of a record; null where a property cannot be one.</summary>
    public static MetricLabel? Of(PropertyInfo property)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        return property.GetMethod is { IsPublic: true } && (type.IsEnum || type == typeof(bool)) ? new MetricLabel(property) : null;
    }

    public static string NameOf(PropertyInfo property) => JsonNames.Snake(property.Name);

    public KeyValuePair<string, object?> Read(object labels) => new(Name, _property.Get(labels) switch
    {
        null => "",
        true => "true",
        false => "false",
        var option => _options!.NameOf(option),
    });
}
