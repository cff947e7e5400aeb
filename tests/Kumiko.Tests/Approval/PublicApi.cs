using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace Kumiko.Tests.Approval;

/// <summary>The public surface of an assembly as sorted text: one line for each type and each member that its callers see.</summary>
internal static class PublicApi
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly NullabilityInfoContext Nullability = new();

    public static string Of(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in assembly.GetExportedTypes().OrderBy(t => t.Namespace, StringComparer.Ordinal).ThenBy(TypeNames.Of, StringComparer.Ordinal))
        {
            text.Append(HeadOf(type)).Append('\n');
            foreach (var member in MembersOf(type).Distinct().Order(StringComparer.Ordinal))
            {
                text.Append("    ").Append(member).Append('\n');
            }
        }

        return text.ToString();
    }

    private static string HeadOf(Type type)
    {
        var kind = type.IsEnum ? "enum"
            : typeof(Delegate).IsAssignableFrom(type) ? "delegate"
            : type.IsInterface ? "interface"
            : (type.GetMethod("<Clone>$") is not null || type.GetMethod("PrintMembers", Declared) is not null ? "record " : "") + (type.IsValueType ? "struct" : "class");
        var modifier = type is { IsAbstract: true, IsSealed: true } ? "static " : type.IsInterface ? "" : type.IsAbstract ? "abstract " : type.IsSealed && type.IsClass ? "sealed " : "";
        var bases = new[] { type.BaseType }.Where(b => b is not null && b != typeof(object) && b != typeof(ValueType) && b != typeof(Enum))
            .Concat(type.IsEnum ? [] : type.GetInterfaces().Where(i => i.IsVisible && !IsOwnEquality(i, type) && type.BaseType?.GetInterfaces().Contains(i) != true))
            .Select(b => TypeNames.Of(b!)).Order(StringComparer.Ordinal).ToList();
        return $"{type.Namespace}: {modifier}{kind} {TypeNames.Of(type)}{(bases.Count == 0 ? "" : " : " + string.Join(", ", bases))}";
    }

    private static IEnumerable<string> MembersOf(Type type)
    {
        if (type.IsEnum)
        {
            return Enum.GetNames(type).Select(name => $"{name} = {Convert.ToInt64(Enum.Parse(type, name))}");
        }

        return type.GetConstructors(Declared).Where(c => IsSeen(c) && !IsCopy(c)).Select(c => $"new({ParametersOf(c)})")
            .Concat(type.GetFields(Declared).Where(f => f.IsPublic).Select(f =>
                $"{(f.IsLiteral ? "const " : f.IsStatic ? "static readonly " : "")}{f.Name}: {TypeNames.Of(f.FieldType)}{(f.IsLiteral ? $" = {f.GetRawConstantValue()}" : "")}"))
            .Concat(type.GetProperties(Declared).Where(p => (IsSeen(p.GetMethod) || IsSeen(p.SetMethod)) && p.Name != "EqualityContract").Select(PropertyOf))
            .Concat(type.GetMethods(Declared).Where(m => IsSeen(m) && IsWritten(m)).Select(MethodOf));
    }

    /// <summary>The members that the compiler writes into every record say nothing about this one.</summary>
    private static bool IsWritten(MethodInfo method) =>
        (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal))
        && method.Name is not ("<Clone>$" or "Equals" or "GetHashCode" or "ToString" or "PrintMembers" or "Deconstruct" or "op_Equality" or "op_Inequality");

    private static bool IsCopy(ConstructorInfo constructor) =>
        constructor.GetParameters() is [var single] && single.ParameterType == constructor.DeclaringType;

    private static bool IsOwnEquality(Type contract, Type type) =>
        contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IEquatable<>) && contract.GetGenericArguments()[0] == type;

    private static bool IsSeen(MethodBase? method) => method is { IsPublic: true } or { IsFamily: true } or { IsFamilyOrAssembly: true };

    private static string PropertyOf(PropertyInfo property)
    {
        var set = !IsSeen(property.SetMethod) ? ""
            : property.SetMethod!.ReturnParameter.GetRequiredCustomModifiers().Any(m => m.Name == "IsExternalInit") ? " init;" : " set;";
        return $"{ModifiersOf(property.GetMethod ?? property.SetMethod!)}{property.Name}: {TypeNames.Of(Nullability.Create(property))} {{{(IsSeen(property.GetMethod) ? " get;" : "")}{set} }}";
    }

    private static string MethodOf(MethodInfo method) =>
        $"{ModifiersOf(method)}{method.Name}{ArgumentsOf(method)}({ParametersOf(method)}): {TypeNames.Of(Nullability.Create(method.ReturnParameter))}";

    private static string ModifiersOf(MethodInfo method) =>
        (method.IsFamily || method.IsFamilyOrAssembly ? "protected " : "") + (method.IsStatic ? "static " : method.IsAbstract ? "abstract " : "");

    private static string ArgumentsOf(MethodInfo method) =>
        method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(TypeNames.Of))}>" : "";

    private static string ParametersOf(MethodBase method) => string.Join(", ", method.GetParameters().Select(p =>
        $"{(IsOpen(p) ? "params " : "")}{TypeNames.Of(Nullability.Create(p))} {p.Name}{(p.HasDefaultValue ? $" = {p.DefaultValue ?? "default"}" : "")}"));

    private static bool IsOpen(ParameterInfo parameter) =>
        parameter.IsDefined(typeof(ParamArrayAttribute)) || parameter.IsDefined(typeof(ParamCollectionAttribute));
}
