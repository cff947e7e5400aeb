using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;

namespace Kumiko;

/// <summary>
/// Whether two objects are the same all the way down, private members included. JSON alone does not tell: what it leaves out of both sides looks
/// equal. Used when a snapshot is taken, never when one is read.
/// </summary>
internal sealed class StateComparison
{
    private readonly ConcurrentDictionary<Type, FieldInfo[]> _fields = new();

    /// <summary>The path of the first difference; null for none.</summary>
    public string? Difference(object? left, object? right) => Difference(left, right, typeof(object), "the state");

    private string? Difference(object? left, object? right, Type declared, string path)
    {
        if (left is null || right is null || ReferenceEquals(left, right))
        {
            return ReferenceEquals(left, right) ? null : path;
        }

        if (left is IEnumerable leftItems and not string && right is IEnumerable rightItems and not string)
        {
            // Behind an interface another kind of collection is as good, as long as it holds the same in the same order.
            return declared.IsInterface || left.GetType() == right.GetType()
                ? ItemDifference(left, right, leftItems, rightItems, path)
                : path;
        }

        var type = left.GetType();
        if (type != right.GetType())
        {
            return path;
        }

        if (left is DateTimeOffset instant)
        {
            return instant.EqualsExact((DateTimeOffset)right) ? null : path;
        }

        return type.IsPrimitive || type.IsEnum || left is string || left is decimal || type.Namespace == nameof(System)
            ? left.Equals(right) ? null : path
            : FieldDifference(type, left, right, path);
    }

    private string? ItemDifference(object left, object right, IEnumerable leftItems, IEnumerable rightItems, string path)
    {
        var (first, second) = (leftItems.Cast<object?>().ToList(), rightItems.Cast<object?>().ToList());
        if (first.Count != second.Count || ComparerOf(left)?.GetType() != ComparerOf(right)?.GetType())
        {
            return path;
        }

        for (var i = 0; i < first.Count; i++)
        {
            if (Difference(first[i], second[i], typeof(object), $"{path}[{i}]") is { } difference)
            {
                return difference;
            }
        }

        return null;
    }

    private string? FieldDifference(Type type, object left, object right, string path)
    {
        foreach (var field in _fields.GetOrAdd(type, FieldsOf))
        {
            if (Difference(field.GetValue(left), field.GetValue(right), field.FieldType, $"{path}.{NameOf(field)}") is { } difference)
            {
                return difference;
            }
        }

        return null;
    }

    private static FieldInfo[] FieldsOf(Type type)
    {
        var fields = new List<FieldInfo>();
        for (var level = type; level is not null && level != typeof(object); level = level.BaseType)
        {
            fields.AddRange(level.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly));
        }

        return [.. fields];
    }

    /// <summary>Two sets or dictionaries that compare differently will differ sooner or later.</summary>
    private static object? ComparerOf(object collection) =>
        (collection.GetType().GetProperty("Comparer") ?? collection.GetType().GetProperty("KeyComparer"))?.GetValue(collection);

    /// <summary>The compiler calls the field of a property <c>&lt;Name&gt;k__BackingField</c>.</summary>
    private static string NameOf(FieldInfo field) => field.Name.StartsWith('<') ? field.Name[1..field.Name.IndexOf('>')] : field.Name;
}
