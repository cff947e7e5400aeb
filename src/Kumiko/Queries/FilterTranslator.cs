using System.Collections;
using System.Linq.Expressions;
using System.Reflection;
using Kumiko.Storage;

namespace Kumiko;

/// <summary>Turns a restricted C# condition into a condition on columns. What it cannot express it refuses by name.</summary>
internal sealed class FilterTranslator
{
    private readonly MemberFilters _members;
    private readonly ParameterExpression _record;

    private FilterTranslator(IQueryTarget target, ParameterExpression record)
    {
        _members = new MemberFilters(target);
        _record = record;
    }

    public static RowFilter Translate(IQueryTarget target, LambdaExpression condition) => Translate(target, condition.Body, condition.Parameters[0]);

    /// <param name="target">The table that is asked.</param>
    /// <param name="condition">What must hold.</param>
    /// <param name="record">Stands for the record in the condition.</param>
    public static RowFilter Translate(IQueryTarget target, Expression condition, ParameterExpression record) =>
        new FilterTranslator(target, record).Translate(condition);

    private RowFilter Translate(Expression expression)
    {
        if (!MentionsRecord(expression))
        {
            return (bool)Evaluate(expression)! ? RowFilter.Everything : RowFilter.Nothing;
        }

        switch (expression)
        {
            case BinaryExpression { NodeType: ExpressionType.AndAlso or ExpressionType.And } and:
                return new RowFilter.All([Translate(and.Left), Translate(and.Right)]);
            case BinaryExpression { NodeType: ExpressionType.OrElse or ExpressionType.Or } or:
                return new RowFilter.Any([Translate(or.Left), Translate(or.Right)]);
            case UnaryExpression { NodeType: ExpressionType.Not } not:
                return new RowFilter.Not(Translate(not.Operand));
            case BinaryExpression comparison when RecordExpressions.ComparisonOf(comparison.NodeType) is { } kind:
                return TranslateComparison(comparison.Left, kind, comparison.Right);
            case MemberExpression { Member.Name: "HasValue" } hasValue when MemberOf(hasValue.Expression!) is { } optional:
                return _members.Compare(optional, Comparison.NotEqual, null);
            case MemberExpression when MemberOf(expression) is { } flag && expression.Type == typeof(bool):
                return _members.Compare(flag, Comparison.Equal, true);
            case MethodCallExpression call:
                return TranslateCall(call);
            default:
                throw Unsupported(expression);
        }
    }

    private RowFilter TranslateComparison(Expression left, Comparison comparison, Expression right)
    {
        if (MemberOf(left) is { } member && !MentionsRecord(right))
        {
            return _members.Compare(member, comparison, Evaluate(right));
        }

        if (MemberOf(right) is { } mirrored && !MentionsRecord(left))
        {
            return _members.Compare(mirrored, RecordExpressions.Mirror(comparison), Evaluate(left));
        }

        throw new NotSupportedException($"'{left} … {right}' compares something that is not one field with one value.");
    }

    private RowFilter TranslateCall(MethodCallExpression call)
    {
        if (call.Method.DeclaringType == typeof(string) && call.Object is not null)
        {
            return TranslateText(call);
        }

        if (call.Method.Name == "Contains" && call.Arguments.Skip(2).All(comparer => Evaluate(comparer) is null))
        {
            var (collection, item) = call.Object is null ? (RecordExpressions.WithoutSpan(call.Arguments[0]), call.Arguments[1]) : (call.Object, call.Arguments[0]);
            if (MemberOf(item) is { } member && !MentionsRecord(collection))
            {
                return _members.OneOf(member, (IEnumerable)Evaluate(collection)!);
            }

            if (MemberOf(collection) is { } list && !MentionsRecord(item) && _members.FieldOf(list) is { Type: ListType } field)
            {
                return _members.ListContains(field, Evaluate(item));
            }
        }

        throw Unsupported(call);
    }

    private RowFilter TranslateText(MethodCallExpression call)
    {
        var isOrdinal = call.Arguments is [_] || (call.Arguments is [_, { } rule] && Evaluate(rule) is StringComparison.Ordinal);
        if (!isOrdinal || MemberOf(call.Object!) is not { } member || MentionsRecord(call.Arguments[0])
            || Evaluate(call.Arguments[0])?.ToString() is not { } needle)
        {
            throw Unsupported(call);
        }

        return _members.Text(call.Method.Name, member, needle) ?? throw Unsupported(call);
    }

    private string? MemberOf(Expression expression) => RecordExpressions.MemberOf(expression, _record);

    private bool MentionsRecord(Expression expression) => RecordExpressions.Mentions(expression, _record);

    /// <summary>Most values are constants and captured variables; only the rest needs the interpreter.</summary>
    internal static object? Evaluate(Expression expression) => expression switch
    {
        ConstantExpression constant => constant.Value,
        MemberExpression { Member: FieldInfo field, Expression: ConstantExpression closure } => field.GetValue(closure.Value),
        MemberExpression { Member: FieldInfo { IsStatic: true } field } => field.GetValue(null),
        _ => Expression.Lambda<Func<object?>>(Expression.Convert(expression, typeof(object))).Compile(preferInterpretation: true)(),
    };

    internal static NotSupportedException Unsupported(Expression expression) => new(
        $"The condition '{expression}' cannot be asked of a database. Compare fields with values (==, !=, <, <=, >, >=), combine with &&, || and !, "
        + "or use Contains and StartsWith.");
}
