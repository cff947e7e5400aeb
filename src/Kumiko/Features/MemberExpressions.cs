using System.Linq.Expressions;

namespace Kumiko;

internal static class MemberExpressions
{
    /// <summary>The property that <c>t => t.Name</c> names; null for any other expression.</summary>
    public static string? NameOf(LambdaExpression expression)
    {
        var body = expression.Body;
        while (body is UnaryExpression { NodeType: ExpressionType.Convert } convert)
        {
            body = convert.Operand;
        }

        return body is MemberExpression { Member.Name: var name, Expression: ParameterExpression } ? name : null;
    }
}
