using System.Linq.Expressions;

namespace Kumiko;

/// <summary>Fields, as hooks name them.</summary>
internal static class HookFields
{
    /// <exception cref="ArgumentException">The expression names no property.</exception>
    public static string MemberOf(LambdaExpression expression) => MemberExpressions.NameOf(expression)
        ?? throw new ArgumentException($"'{expression}' names no property; write it like 't => t.Name'.");

    /// <exception cref="ArgumentException">The expression names no stored field.</exception>
    public static Field FieldOf(EntityDefinition entity, LambdaExpression expression)
    {
        var member = MemberOf(expression);
        return entity.Schema.Fields.FirstOrDefault(f => f.Member == member)
            ?? throw new ArgumentException($"'{entity.Type.Name}.{member}' is no stored field.");
    }
}
