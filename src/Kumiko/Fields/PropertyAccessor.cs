using System.Reflection;

namespace Kumiko;

/// <summary>Reads and writes one property through delegates that are made once.</summary>
internal interface IPropertyAccessor
{
    string Member { get; }

    /// <summary>The property's type, without <see cref="Nullable{T}"/>; of a list, its items'.</summary>
    Type ClrType { get; }

    object? Get(object record);

    void Set(object record, object? value);
}

internal static class PropertyAccessor
{
    public static IPropertyAccessor For(PropertyInfo property) => (IPropertyAccessor)Activator.CreateInstance(
        typeof(PropertyAccessor<,>).MakeGenericType(property.ReflectedType!, property.PropertyType), property)!;
}

internal sealed class PropertyAccessor<TRecord, TProperty>(PropertyInfo property) : IPropertyAccessor
    where TRecord : class
{
    private readonly Func<TRecord, TProperty> _get = property.GetMethod!.CreateDelegate<Func<TRecord, TProperty>>();
    private readonly Action<TRecord, TProperty>? _set = property.SetMethod?.CreateDelegate<Action<TRecord, TProperty>>();

    public string Member { get; } = property.Name;

    public Type ClrType { get; } = Nullable.GetUnderlyingType(typeof(TProperty))
        ?? (typeof(TProperty) == typeof(string) ? null : ClrList.ItemTypeOf(typeof(TProperty))) ?? typeof(TProperty);

    public object? Get(object record) => _get((TRecord)record);

    /// <summary>A field that was declared after the record was stored has no value yet: a struct gets its empty one.</summary>
    public void Set(object record, object? value) => _set!((TRecord)record, value is null ? default! : (TProperty)value);
}
