using System.Globalization;
using System.Linq.Expressions;
using System.Runtime.CompilerServices;

namespace Kumiko;

/// <summary>Writes an expression as the C# that it came from. What was captured stays a name: values of the surroundings are not shown.</summary>
internal static class RuleText
{
    private static readonly Dictionary<ExpressionType, string> Operators = new()
    {
        [ExpressionType.AndAlso] = "&&", [ExpressionType.And] = "&", [ExpressionType.OrElse] = "||", [ExpressionType.Or] = "|",
        [ExpressionType.Equal] = "==", [ExpressionType.NotEqual] = "!=", [ExpressionType.LessThan] = "<", [ExpressionType.LessThanOrEqual] = "<=",
        [ExpressionType.GreaterThan] = ">", [ExpressionType.GreaterThanOrEqual] = ">=", [ExpressionType.Coalesce] = "??",
        [ExpressionType.Add] = "+", [ExpressionType.Subtract] = "-", [ExpressionType.Multiply] = "*", [ExpressionType.Divide] = "/",
    };

    public static string Of(Expression expression) => Write(expression, isInside: false);

    private static string Write(Expression expression, bool isInside) => expression switch
    {
        BinaryExpression binary when Operators.TryGetValue(binary.NodeType, out var sign) =>
            isInside ? $"({Join(binary, sign)})" : Join(binary, sign),
        UnaryExpression { NodeType: ExpressionType.Not } not => "!" + Write(not.Operand, isInside: true),
        UnaryExpression { NodeType: ExpressionType.Convert or ExpressionType.ConvertChecked or ExpressionType.Quote } converted => Write(converted.Operand, isInside),
        MemberExpression { Expression: ConstantExpression } captured => captured.Member.Name,
        MemberExpression { Expression: null } fixedMember => $"{fixedMember.Member.DeclaringType?.Name}.{fixedMember.Member.Name}",
        MemberExpression member => $"{Write(member.Expression, isInside: true)}.{member.Member.Name}",
        MethodCallExpression { Method.Name: "op_Implicit", Arguments: [var operand] } => Write(operand, isInside),
        MethodCallExpression call => Call(call),
        NewArrayExpression array => $"[{string.Join(", ", array.Expressions.Select(Of))}]",
        ConstantExpression constant => Constant(constant.Value),
        ParameterExpression parameter => parameter.Name ?? "it",
        _ => expression.ToString(),
    };

    private static string Join(BinaryExpression binary, string sign) => $"{Side(binary.Left, binary.Right)} {sign} {Side(binary.Right, binary.Left)}";

    /// <summary>The compiler compares enums as numbers; their names say more.</summary>
    private static string Side(Expression side, Expression other) =>
        side is ConstantExpression { Value: { } number and (int or long or byte or short) } && EnumOf(other) is { } type && Enum.GetName(type, number) is { } name
            ? $"{type.Name}.{name}"
            : Write(side, isInside: true);

    private static Type? EnumOf(Expression expression)
    {
        while (expression is UnaryExpression { NodeType: ExpressionType.Convert or ExpressionType.ConvertChecked, Operand: var operand })
        {
            expression = operand;
        }

        var type = Nullable.GetUnderlyingType(expression.Type) ?? expression.Type;
        return type.IsEnum ? type : null;
    }

    private static string Call(MethodCallExpression call)
    {
        var isExtension = call.Object is null && call.Method.IsDefined(typeof(ExtensionAttribute), inherit: false);
        var receiver = isExtension ? call.Arguments[0] : call.Object;
        var arguments = call.Arguments.Skip(isExtension ? 1 : 0).Where(a => a is not ConstantExpression { Value: null }).Select(Of);
        var owner = receiver is not null ? Write(receiver, isInside: true) : call.Method.DeclaringType?.Name;
        return $"{owner}.{call.Method.Name}({string.Join(", ", arguments)})";
    }

    private static string Constant(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        Enum name => $"{name.GetType().Name}.{name}",
        IFormattable number when number.GetType().IsPrimitive || number is decimal or Guid => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.GetType().Name,
    };
}
