using System.Collections;
using System.Linq.Expressions;
using System.Reflection;
using Kumiko.Storage;

namespace Kumiko;

/// <summary>Turns a restricted C# condition into a condition on columns. What it cannot express it refuses by name.</summary>
internal sealed class FilterTranslator
{
    private readonly IQueryTarget _target;
    private readonly ParameterExpression _record;

    private FilterTranslator(IQueryTarget target, ParameterExpression record)
    {
        _target = target;
        _record = record;
    }

    public static RowFilter Translate(IQueryTarget target, LambdaExpression condition) =>
        new FilterTranslator(target, condition.Parameters[0]).Translate(condition.Body);

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
        if (call.Method.DeclaringType == typeof(string) && call.Object is not null)
        {
            return TranslateText(call);
        }

        if (call.Method.Name == "Contains" && call.Arguments.Skip(2).All(comparer => Evaluate(comparer) is null))
        {
            var (collection, item) = call.Object is null ? (WithoutSpan(call.Arguments[0]), call.Arguments[1]) : (call.Object, call.Arguments[0]);
            if (MemberOf(item) is { } member && !MentionsRecord(collection))
            {
                return OneOf(member, (IEnumerable)Evaluate(collection)!);
            }

            if (MemberOf(collection) is { } list && !MentionsRecord(item) && FieldOf(list) is { Type: ListType } field)
            {
                return Evaluate(item) is { } value ? FieldFilters.Compare(_target, field, Comparison.Equal, PlainValue(field, value)) : RowFilter.Nothing;
            }
        }

        throw Unsupported(call);
    }

    /// <summary>Texts are compared by code point, and that is how C# compares them where no culture is named.</summary>
    private RowFilter TranslateText(MethodCallExpression call)
    {
        var isOrdinal = call.Arguments is [_] || (call.Arguments is [_, { } rule] && Evaluate(rule) is StringComparison.Ordinal);
        if (!isOrdinal || MemberOf(call.Object!) is not { } member || MentionsRecord(call.Arguments[0])
            || Evaluate(call.Arguments[0])?.ToString() is not { } needle)
        {
            throw Unsupported(call);
        }

        var column = _target.MainColumnOf(FieldOf(member));
        return call.Method.Name switch
        {
            nameof(string.Contains) => new RowFilter.TextContains(column, needle),
            nameof(string.StartsWith) => new RowFilter.TextStartsWith(column, needle),
            nameof(string.Equals) => new RowFilter.Compare(column, Comparison.Equal, needle),
            _ => throw Unsupported(call),
        };
    }

    private RowFilter CompareMember(string member, Comparison comparison, object? value)
    {
        if (_target.OwnColumn(member) is { } own)
        {
            return value switch
            {
                null => FieldFilters.CompareWithNull(own, comparison),
                DateTimeOffset instant => FieldFilters.CompareInstant(own, comparison, instant),
                _ => new RowFilter.Compare(own, comparison, EntityMembers.ToColumnValue(value)),
            };
        }

        var field = FieldOf(member);
        if (value is not null)
        {
            Refuse(field, comparison);
        }

        return PlainValue(field, value) switch
        {
            double.NaN => comparison == Comparison.NotEqual ? RowFilter.Everything : RowFilter.Nothing,
            LocatedTimestamp located => CompareLocated(field, comparison, located),
            var plain => FieldFilters.Compare(_target, field, comparison, plain),
        };
    }

    /// <summary>In C# a located timestamp is another one when its zone is.</summary>
    private RowFilter CompareLocated(Field field, Comparison comparison, LocatedTimestamp located)
    {
        var instant = FieldFilters.Compare(_target, field, comparison, located);
        var zone = new RowFilter.Compare(_target.FieldColumns[field.Ordinal][1], comparison, located.Zone);
        return comparison == Comparison.Equal ? new RowFilter.All([instant, zone]) : new RowFilter.Any([instant, zone]);
    }

    /// <summary>Refuses what would mean one thing in C# and another in a database.</summary>
    private void Refuse(Field field, Comparison comparison)
    {
        if (field.Type is ListType)
        {
            throw new NotSupportedException($"'{_target.Type.Name}.{field.Member}' is a list; ask what it Contains.");
        }

        if (field.Type is SelectType && comparison is not (Comparison.Equal or Comparison.NotEqual))
        {
            throw new NotSupportedException($"'{_target.Type.Name}.{field.Member}' is stored by the names of its options, which have no order.");
        }
    }

    private RowFilter OneOf(string member, IEnumerable values)
    {
        if (_target.OwnColumn(member) is not null)
        {
            return new RowFilter.Any([.. values.Cast<object?>().Select(v => CompareMember(member, Comparison.Equal, v))]);
        }

        var field = FieldOf(member);
        Refuse(field, Comparison.Equal);
        return field.Type is LocatedTimestampType or RealType
            ? new RowFilter.Any([.. values.Cast<object?>().Select(v => CompareMember(member, Comparison.Equal, v))])
            : FieldFilters.OneOf(_target, field, values.Cast<object?>().Select(v => PlainValue(field, v)));
    }

    private Field FieldOf(string member) =>
        _target.FieldOf(member) is { Type: not (EmbeddedType or EmbeddedListType or JsonObjectType) } field
            ? field
            : throw new NotSupportedException($"'{_target.Type.Name}.{member}' is no stored field that can be compared.");

    private static object? PlainValue(Field field, object? value)
    {
        var type = field.Type is ListType list ? list.Item : field.Type;
        if (value is null)
        {
            return null;
        }

        // The compiler compares enums by their numbers.
        if (type is SelectType && !value.GetType().IsEnum && EnumOf(field) is { } enumType)
        {
            value = Enum.ToObject(enumType, value);
        }

        return type.ToComparand(type.FromClr(value));
    }

    private static Type? EnumOf(Field field) => field.ClrType is { IsEnum: true } type ? type : null;

    /// <summary>The property of the record that an expression names, seen through <c>.Value</c> and conversions that keep the value.</summary>
    private string? MemberOf(Expression expression) => WithoutConversions(expression) switch
    {
        MemberExpression { Member.Name: "Value", Expression: { } inner } when Nullable.GetUnderlyingType(inner.Type) is not null => MemberOf(inner),
        MemberExpression { Member.Name: var name, Expression: { } inner } when WithoutConversions(inner) == _record => name,
        _ => null,
    };

    private static Expression WithoutConversions(Expression expression)
    {
        while (expression is UnaryExpression { NodeType: ExpressionType.Convert or ExpressionType.ConvertChecked, Method: null, Operand: { } operand }
            && KeepsValue(operand.Type, expression.Type))
        {
            expression = operand;
        }

        return expression;
    }

    /// <summary>Not so from int to decimal: a column of whole numbers cannot be compared with 2.5.</summary>
    private static bool KeepsValue(Type from, Type to)
    {
        from = Nullable.GetUnderlyingType(from) ?? from;
        to = Nullable.GetUnderlyingType(to) ?? to;
        return to.IsAssignableFrom(from) || from.IsEnum;
    }

    /// <summary>The compiler may view an array as a span before it calls Contains, and no value can be a span.</summary>
    private static Expression WithoutSpan(Expression expression) =>
        expression is MethodCallExpression { Method.Name: "op_Implicit", Arguments: [var array] } ? array : expression;

    private bool MentionsRecord(Expression expression)
    {
        var finder = new ParameterFinder(_record);
        finder.Visit(expression);
        return finder.Found;
    }

    /// <summary>Most values are constants and captured variables; only the rest needs the interpreter.</summary>
    private static object? Evaluate(Expression expression) => expression switch
    {
        ConstantExpression constant => constant.Value,
        MemberExpression { Member: FieldInfo field, Expression: ConstantExpression closure } => field.GetValue(closure.Value),
        MemberExpression { Member: FieldInfo { IsStatic: true } field } => field.GetValue(null),
        _ => Expression.Lambda<Func<object?>>(Expression.Convert(expression, typeof(object))).Compile(preferInterpretation: true)(),
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
