using System.Linq.Expressions;
using Kumiko.Storage;

namespace Kumiko;

/// <summary>Reads the parts of conditions over a record.</summary>
internal static class RecordExpressions
{
    /// <summary>The property of the record that an expression names, seen through <c>.Value</c> and conversions that keep the value.</summary>
    public static string? MemberOf(Expression expression, ParameterExpression record) => MemberOf(expression, record, KeepsValue);

    /// <summary>As <see cref="MemberOf(Expression, ParameterExpression)"/>, and seen through conversions from one kind of number to a wider one.</summary>
    public static string? WidenedMemberOf(Expression expression, ParameterExpression record) =>
        MemberOf(expression, record, (from, to) => KeepsValue(from, to) || (IsNumber(from) && IsNumber(to)));

    public static bool Mentions(Expression expression, ParameterExpression parameter)
    {
        var finder = new ParameterFinder(parameter);
        finder.Visit(expression);
        return finder.Found;
    }

    /// <summary>The compiler may view an array as a span before it calls Contains, and no value can be a span.</summary>
    public static Expression WithoutSpan(Expression expression) =>
        expression is MethodCallExpression { Method.Name: "op_Implicit", Arguments: [var array] } ? array : expression;

    public static Comparison? ComparisonOf(ExpressionType type) => type switch
    {
        ExpressionType.Equal => Comparison.Equal,
        ExpressionType.NotEqual => Comparison.NotEqual,
        ExpressionType.LessThan => Comparison.Less,
        ExpressionType.LessThanOrEqual => Comparison.LessOrEqual,
        ExpressionType.GreaterThan => Comparison.Greater,
        ExpressionType.GreaterThanOrEqual => Comparison.GreaterOrEqual,
        _ => null,
    };

    public static Comparison Mirror(Comparison comparison) => comparison switch
    {
        Comparison.Less => Comparison.Greater,
        Comparison.LessOrEqual => Comparison.GreaterOrEqual,
        Comparison.Greater => Comparison.Less,
        Comparison.GreaterOrEqual => Comparison.LessOrEqual,
        _ => comparison,
    };

    private static string? MemberOf(Expression expression, ParameterExpression record, Func<Type, Type, bool> isSame)
    {
        return WithoutConversions(expression) switch
        {
            MemberExpression { Member.Name: "Value", Expression: { } inner } when Nullable.GetUnderlyingType(inner.Type) is not null => MemberOf(inner, record, isSame),
            MemberExpression { Member.Name: var name, Expression: { } inner } when WithoutConversions(inner) == record => name,
            _ => null,
        };

        Expression WithoutConversions(Expression converted)
        {
            while (converted is UnaryExpression { NodeType: ExpressionType.Convert or ExpressionType.ConvertChecked, Operand: { } operand } conversion
                && (conversion.Method is null || IsNumber(NotNullable(operand.Type)))
                && isSame(NotNullable(operand.Type), NotNullable(converted.Type)))
            {
                converted = operand;
            }

            return converted;
        }
    }

    /// <summary>Not so from int to decimal: a column of whole numbers cannot be compared with 2.5.</summary>
    private static bool KeepsValue(Type from, Type to) => to.IsAssignableFrom(from) || from.IsEnum;

    private static bool IsNumber(Type type) => type == typeof(int) || type == typeof(long) || type == typeof(decimal);

    private static Type NotNullable(Type type) => Nullable.GetUnderlyingType(type) ?? type;

    private sealed class ParameterFinder(ParameterExpression parameter) : ExpressionVisitor
    {
        public bool Found { get; private set; }

        protected override Expression VisitParameter(ParameterExpression node)
        {
            Found |= node == parameter;
            return node;
        }
    }
}
