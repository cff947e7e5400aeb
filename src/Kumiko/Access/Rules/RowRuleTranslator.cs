using System.Collections;
using System.Linq.Expressions;
using Kumiko.Storage;

namespace Kumiko;

/// <summary>Compiles a rule over a record and a user. What no database can be asked it refuses by name.</summary>
internal sealed class RowRuleTranslator
{
    private readonly IQueryTarget _target;
    private readonly MemberFilters _members;
    private readonly ParameterExpression _record;
    private readonly ParameterExpression _user;

    private RowRuleTranslator(IQueryTarget target, ParameterExpression record, ParameterExpression user)
    {
        _target = target;
        _members = new MemberFilters(target);
        _record = record;
        _user = user;
    }

    /// <exception cref="NotSupportedException">The rule says something that cannot be asked of a database.</exception>
    public static RowRule Translate(IQueryTarget target, LambdaExpression rule) =>
        new RowRuleTranslator(target, rule.Parameters[0], rule.Parameters[1]).Translate(rule.Body, isNegated: false);

    private RowRule Translate(Expression expression, bool isNegated)
    {
        if (!MentionsUser(expression))
        {
            var filter = FilterTranslator.Translate(_target, expression, _record);
            return new RowRule.Fixed(isNegated ? filter.Negated() : filter);
        }

        switch (expression)
        {
            case BinaryExpression { NodeType: ExpressionType.AndAlso or ExpressionType.And } and:
                return Join(and, isNegated, isBoth: !isNegated);
            case BinaryExpression { NodeType: ExpressionType.OrElse or ExpressionType.Or } or:
                return Join(or, isNegated, isBoth: isNegated);
            case UnaryExpression { NodeType: ExpressionType.Not } not:
                return Translate(not.Operand, !isNegated);
            case var _ when !MentionsRecord(expression):
                return new RowRule.AboutUser(UserExpressions.Condition(expression, _user), isNegated);
            case BinaryExpression comparison when RecordExpressions.ComparisonOf(comparison.NodeType) is { } kind:
                return TranslateComparison(comparison, kind, isNegated);
            case MethodCallExpression call:
                return TranslateCall(call, isNegated);
            default:
                throw FilterTranslator.Unsupported(expression);
        }
    }

    private RowRule Join(BinaryExpression expression, bool isNegated, bool isBoth)
    {
        var (left, right) = (Translate(expression.Left, isNegated), Translate(expression.Right, isNegated));
        return isBoth ? new RowRule.Both(left, right) : new RowRule.Either(left, right);
    }

    private RowRule.Compared TranslateComparison(BinaryExpression expression, Comparison comparison, bool isNegated)
    {
        if (MemberOf(expression.Left) is { } member && !MentionsRecord(expression.Right))
        {
            return Compared(member, comparison, expression.Right, isNegated);
        }

        if (MemberOf(expression.Right) is { } mirrored && !MentionsRecord(expression.Left))
        {
            return Compared(mirrored, RecordExpressions.Mirror(comparison), expression.Left, isNegated);
        }

        throw new NotSupportedException($"'{expression}' compares something that is not one field with one value.");
    }

    private RowRule.Compared Compared(string member, Comparison comparison, Expression value, bool isNegated)
    {
        if (_target.OwnColumn(member) is null)
        {
            _members.Refuse(_members.FieldOf(member), comparison);
        }

        return new RowRule.Compared(
            UserExpressions.Value(value, _user), known => Compare(member, comparison, known), isNegated);
    }

    private RowRule.Compared TranslateCall(MethodCallExpression call, bool isNegated)
    {
        if (call.Method.DeclaringType == typeof(string) && call.Object is not null)
        {
            return TranslateText(call, isNegated);
        }

        if (call.Method.Name == "Contains" && call.Arguments.Skip(2).All(comparer => comparer is ConstantExpression { Value: null }))
        {
            var (collection, item) = call.Object is null ? (RecordExpressions.WithoutSpan(call.Arguments[0]), call.Arguments[1]) : (call.Object, call.Arguments[0]);
            if (MemberOf(item) is { } member && !MentionsRecord(collection))
            {
                _members.OneOf(member, Array.Empty<object>());
                return new RowRule.Compared(UserExpressions.Value(collection, _user),
                    values => _members.OneOf(member, ((IEnumerable)values).Cast<object?>().Select(v => v is null ? null : Fitting(member, v)).Where(v => v is not null)),
                    isNegated);
            }

            if (MemberOf(collection) is { } list && !MentionsRecord(item) && _members.FieldOf(list) is { Type: ListType } field)
            {
                return new RowRule.Compared(UserExpressions.Value(item, _user), value => _members.ListContains(field, value), isNegated);
            }
        }

        throw FilterTranslator.Unsupported(call);
    }

    private RowRule.Compared TranslateText(MethodCallExpression call, bool isNegated)
    {
        var isOrdinal = call.Arguments is [_] || call.Arguments is [_, ConstantExpression { Value: StringComparison.Ordinal }];
        var method = call.Method.Name;
        if (isOrdinal && MemberOf(call.Object!) is { } member && !MentionsRecord(call.Arguments[0]))
        {
            return _members.Text(method, member, "") is not null
                ? new RowRule.Compared(UserExpressions.Value(call.Arguments[0], _user), needle => _members.Text(method, member, needle.ToString()!), isNegated)
                : throw FilterTranslator.Unsupported(call);
        }

        throw FilterTranslator.Unsupported(call);
    }

    private RowFilter Compare(string member, Comparison comparison, object value)
    {
        if (Fitting(member, value) is { } fitting)
        {
            return _members.Compare(member, comparison, fitting);
        }

        // No whole number is equal to 2.5; but each is smaller or larger than it.
        var number = Convert.ToDecimal(value);
        var nearest = comparison is Comparison.Less or Comparison.LessOrEqual ? decimal.Floor(number) : decimal.Ceiling(number);
        return comparison switch
        {
            Comparison.Equal => RowFilter.Nothing,
            Comparison.NotEqual => RowFilter.Everything,
            Comparison.Less or Comparison.LessOrEqual when Fitting(member, nearest) is { } below => _members.Compare(member, Comparison.LessOrEqual, below),
            Comparison.Greater or Comparison.GreaterOrEqual when Fitting(member, nearest) is { } above => _members.Compare(member, Comparison.GreaterOrEqual, above),
            Comparison.Less or Comparison.LessOrEqual => number > 0 ? _members.Compare(member, Comparison.NotEqual, null) : RowFilter.Nothing,
            _ => number < 0 ? _members.Compare(member, Comparison.NotEqual, null) : RowFilter.Nothing,
        };
    }

    /// <summary>A number of the user's in the type of the field; null where the field can hold no such number.</summary>
    private object? Fitting(string member, object value)
    {
        if (value is not (decimal or long) || _target.OwnColumn(member) is not null)
        {
            return value;
        }

        var (type, number) = (_members.FieldOf(member).ClrType, Convert.ToDecimal(value));
        return type == typeof(int) ? number == decimal.Truncate(number) && number is >= int.MinValue and <= int.MaxValue ? (int)number : null
            : type == typeof(long) ? number == decimal.Truncate(number) && number is >= long.MinValue and <= long.MaxValue ? (long)number : null
            : value;
    }

    private string? MemberOf(Expression expression) => RecordExpressions.WidenedMemberOf(expression, _record);

    private bool MentionsRecord(Expression expression) => RecordExpressions.Mentions(expression, _record);

    private bool MentionsUser(Expression expression) => RecordExpressions.Mentions(expression, _user);
}
