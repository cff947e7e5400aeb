using System.Reflection;

namespace Kumiko.Tests.Approval;

/// <summary>Types as C# writes them, without namespaces.</summary>
internal static class TypeNames
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void", [typeof(object)] = "object", [typeof(string)] = "string", [typeof(bool)] = "bool", [typeof(int)] = "int",
        [typeof(long)] = "long", [typeof(double)] = "double", [typeof(decimal)] = "decimal", [typeof(byte)] = "byte",
    };

    /// <summary>The type with its question marks, those of its arguments included.</summary>
    public static string Of(NullabilityInfo info)
    {
        var type = info.Type;
        if (type.IsValueType && Nullable.GetUnderlyingType(type) is not null)
        {
            return Of(type);
        }

        var name = info.ElementType is { } element ? Of(element) + "[]"
            : type.IsGenericType ? $"{type.Name.Split('`')[0]}<{string.Join(", ", info.GenericTypeArguments.Select(Of))}>"
            : Of(type);
        return info.ReadState == NullabilityState.Nullable && IsReference(type) ? name + "?" : name;
    }

    public static string Of(Type type)
    {
        if (Keywords.TryGetValue(type, out var keyword))
        {
            return keyword;
        }

        if (type.IsGenericParameter)
        {
            return type.Name;
        }

        if (type.HasElementType)
        {
            return Of(type.GetElementType()!) + (type.IsArray ? "[]" : "&");
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Of(underlying) + "?";
        }

        var name = type.Name.Split('`')[0];
        var outer = type.DeclaringType is { } declaring ? Of(declaring) + "." : "";
        return outer + (type.IsGenericType ? $"{name}<{string.Join(", ", type.GetGenericArguments().Select(Of))}>" : name);
    }

    private static bool IsReference(Type type) =>
        type.IsGenericParameter ? type.GetGenericParameterConstraints().Any(c => c.IsClass) : !type.IsValueType;
}
