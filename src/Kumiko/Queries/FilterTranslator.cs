using System.Collections;
using System.Linq.Expressions;
using System.Reflection;
using Kumiko.Storage;

namespace Kumiko;

/// <summary>Turns a restricted C# condition into a condition on columns. What it cannot express it refuses by name.</summary>
internal sealed class FilterTranslator
{
    private readonly EntityDefinition _entity;
    private readonly ParameterExpression _record;

    private FilterTranslator(EntityDefinition entity, ParameterExpression record)
    {
        _entity = entity;
        _record = record;
    }

    public static RowFilter Translate(EntityDefinition entity, LambdaExpression condition) =>
        new FilterTranslator(entity, condition.Parameters[0]).Translate(condition.Body);

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
            case BinaryExpression comparison when ComparisonOf(comparison.NodeType) is { } kind:
                return TranslateComparison(comparison.Left, kind, comparison.Right);
            case MemberExpression { Member.Name: "HasValue" } hasValue when MemberOf(hasValue.Expression!) is { } optional:
                return CompareMember(optional, Comparison.NotEqual, null);
            case MemberExpression when MemberOf(expression) is { } flag && expression.Type == typeof(bool):
                return CompareMember(flag, Comparison.Equal, true);
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
            return CompareMember(member, comparison, Evaluate(right));
        }

        if (MemberOf(right) is { } mirrored && !MentionsRecord(left))
        {
            return CompareMember(mirrored, Mirror(comparison), Evaluate(left));
        }

        throw new NotSupportedException($"'{left} … {right}' compares something that is not one field with one value.");
    }

    private RowFilter TranslateCall(MethodCallExpression call)
    {
        if (call.Object is { } target && MemberOf(target) is { } text && call.Method.DeclaringType == typeof(string)
            && call.Arguments is [var argument] && argument.Type == typeof(string))
        {
            var column = EntityMembers.FieldOf(_entity, text) is { } field ? _entity.Columns.MainColumnOf(field) : EntityMembers.OwnColumn(text)!;
            var needle = (string)(Evaluate(argument) ?? throw Unsupported(call));
            return call.Method.Name switch
            {
                nameof(string.Contains) => new RowFilter.TextContains(column, needle),
                nameof(string.StartsWith) => new RowFilter.TextStartsWith(column, needle),
                _ => throw Unsupported(call),
            };
        }

        if (call.Method.Name == "Contains")
        {
            var (collection, item) = call.Object is null ? (Unwrap(call.Arguments[0]), call.Arguments[1]) : (call.Object, call.Arguments[0]);
            if (MemberOf(item) is { } member && !MentionsRecord(collection))
            {
                return OneOf(member, (IEnumerable)Evaluate(collection)!);
            }

            if (MemberOf(collection) is { } list && !MentionsRecord(item))
            {
                return CompareMember(list, Comparison.Equal, Evaluate(item));
            }
        }

        throw Unsupported(call);
    }

    private RowFilter CompareMember(string member, Comparison comparison, object? value)
    {
        if (EntityMembers.OwnColumn(member) is { } own)
        {
            return EntityMembers.ToColumnValue(value) is { } columnValue
                ? new RowFilter.Compare(own, comparison, columnValue)
                : comparison == Comparison.NotEqual ? new RowFilter.IsNotNull(own) : comparison == Comparison.Equal ? new RowFilter.IsNull(own) : RowFilter.Nothing;
        }

        var field = FieldOf(member);
        return FieldFilters.Compare(_entity, field, comparison, PlainValue(field, value));
    }

    private RowFilter OneOf(string member, IEnumerable values)
    {
        if (EntityMembers.OwnColumn(member) is { } own)
        {
            return new RowFilter.OneOf(own, [.. values.Cast<object>().Select(v => EntityMembers.ToColumnValue(v)!)]);
        }

        var field = FieldOf(member);
        return FieldFilters.OneOf(_entity, field, values.Cast<object?>().Select(v => PlainValue(field, v)));
    }

    private Field FieldOf(string member) =>
        EntityMembers.FieldOf(_entity, member) is { Type: not (EmbeddedType or EmbeddedListType or JsonObjectType) } field
            ? field
            : throw new NotSupportedException($"'{_entity.Type.Name}.{member}' is no stored field that can be compared.");

    private static object? PlainValue(Field field, object? value)
    {
        var type = field.Type is ListType list ? list.Item : field.Type;
        if (value is null)
        {
            return null;
        }

        // The compiler compares enums by their numbers.
        if (type is SelectType && value is int or long or short or byte && EnumOf(field) is { } enumType)
        {
            value = Enum.ToObject(enumType, value);
        }

        return type.Normalize(type.FromClr(value));
    }

    private static Type? EnumOf(Field field) => field.ClrType is { IsEnum: true } type ? type : null;

    /// <summary>The property of the record that an expression names, seen through conversions and <c>.Value</c>.</summary>
    private string? MemberOf(Expression expression) => Unwrap(expression) switch
    {
        MemberExpression { Member.Name: "Value", Expression: { } inner } when Nullable.GetUnderlyingType(inner.Type) is not null => MemberOf(inner),
        MemberExpression { Member.Name: var name, Expression: { } inner } when Unwrap(inner) == _record => name,
        _ => null,
    };

    private static Expression Unwrap(Expression expression)
    {
        while (true)
        {
            switch (expression)
            {
                case UnaryExpression { NodeType: ExpressionType.Convert or ExpressionType.ConvertChecked } convert:
                    expression = convert.Operand;
                    continue;

                // The compiler may view an array as a span before it calls Contains.
                case MethodCallExpression { Method.Name: "op_Implicit", Arguments: [var argument] }:
                    expression = argument;
                    continue;
                default:
                    return expression;
            }
        }
    }

    private bool MentionsRecord(Expression expression)
    {
        var finder = new ParameterFinder(_record);
        finder.Visit(expression);
        return finder.Found;
    }

    /// <summary>Most values are constants and captured variables; only the rest needs the interpreter.</summary>
    private static object? Evaluate(Expression expression) => Unwrap(expression) switch
    {
        ConstantExpression constant => constant.Value,
        MemberExpression { Member: FieldInfo field, Expression: ConstantExpression closure } => field.GetValue(closure.Value),
        MemberExpression { Member: FieldInfo { IsStatic: true } field } => field.GetValue(null),
        var other => Expression.Lambda(other).Compile(preferInterpretation: true).DynamicInvoke(),
    };

    private static Comparison? ComparisonOf(ExpressionType type) => type switch
    {
        ExpressionType.Equal => Comparison.Equal,
        ExpressionType.NotEqual => Comparison.NotEqual,
        ExpressionType.LessThan => Comparison.Less,
        ExpressionType.LessThanOrEqual => Comparison.LessOrEqual,
        ExpressionType.GreaterThan => Comparison.Greater,
        ExpressionType.GreaterThanOrEqual => Comparison.GreaterOrEqual,
        _ => null,
    };

    private static Comparison Mirror(Comparison comparison) => comparison switch
    {
        Comparison.Less => Comparison.Greater,
        Comparison.LessOrEqual => Comparison.GreaterOrEqual,
        Comparison.Greater => Comparison.Less,
        Comparison.GreaterOrEqual => Comparison.LessOrEqual,
        _ => comparison,
    };

    private static NotSupportedException Unsupported(Expression expression) => new(
        $"The condition '{expression}' cannot be asked of a database. Compare fields with values (==, !=, <, <=, >, >=), combine with &&, || and !, "
        + "or use Contains and StartsWith.");

    private sealed class ParameterFinder(ParameterExpression record) : ExpressionVisitor
    {
        public bool Found { get; private set; }

        protected override Expression VisitParameter(ParameterExpression node)
        {
            Found |= node == record;
            return node;
        }
    }
}
