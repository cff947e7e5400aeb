using System.Linq.Expressions;

namespace Kumiko;

/// <summary>
/// Compiles what a rule says about the user, once, when the application starts. What needs a claim that the user does not have is unknown, which is
/// null here.
/// </summary>
internal static class UserExpressions
{
    /// <summary>A value of the user's.</summary>
    public static Func<User, object?> Value(Expression expression, ParameterExpression user)
    {
        var plain = WithoutNullability(expression);
        if (plain is MethodCallExpression call && Known(call, user) is { } known)
        {
            return known;
        }

        return plain switch
        {
            MemberExpression { Member.Name: nameof(User.Id), Expression: { } of } when of == user => u => u.Id,
            MemberExpression { Member.Name: nameof(User.Tenant), Expression: { } of } when of == user => u => u.Tenant,
            MemberExpression { Member.Name: nameof(UserId.Value), Expression: MemberExpression { Member.Name: nameof(User.Id), Expression: { } of } } when of == user =>
                u => u.Id.Value,
            _ => WhenKnown(expression, user, Expression.Lambda<Func<User, object?>>(Expression.Convert(expression, typeof(object)), user).Compile()),
        };
    }

    /// <summary>A condition on the user.</summary>
    public static Func<User, bool?> Condition(Expression expression, ParameterExpression user)
    {
        var condition = Expression.Lambda<Func<User, bool>>(expression, user).Compile();
        var value = WhenKnown(expression, user, u => condition(u));
        return u => (bool?)value(u);
    }

    private static Func<User, object?> WhenKnown(Expression expression, ParameterExpression user, Func<User, object?> compute)
    {
        var finder = new NeedFinder(user);
        finder.Visit(expression);
        if (finder.Needs.Count == 0)
        {
            return compute;
        }

        var needs = finder.Needs.ToArray();
        return u => Array.TrueForAll(needs, need => need(u) is not null) ? compute(u) : null;
    }

    /// <summary>What may be missing: claims, and a user id that is no UUID.</summary>
    private static Func<User, object?>? Known(MethodCallExpression call, ParameterExpression user)
    {
        if (call.Method.DeclaringType == typeof(UserId) && call.Method.Name == nameof(UserId.AsGuid))
        {
            return call.Object is MemberExpression { Member.Name: nameof(User.Id), Expression: { } of } && of == user ? u => u.Id.AsGuid() : null;
        }

        if (call.Method.DeclaringType != typeof(UserClaims) || call.Object is not MemberExpression { Member.Name: nameof(User.Claims), Expression: { } owner } || owner != user)
        {
            return null;
        }

        if (RecordExpressions.Mentions(call.Arguments[0], user) || FilterTranslator.Evaluate(call.Arguments[0]) is not string name || string.IsNullOrWhiteSpace(name))
        {
            throw new NotSupportedException($"'{call}' does not name one claim.");
        }

        return call.Method.Name switch
        {
            nameof(UserClaims.Text) => u => u.Claims.Text(name),
            nameof(UserClaims.Number) => u => u.Claims.Number(name),
            nameof(UserClaims.Flag) => u => u.Claims.Flag(name),
            nameof(UserClaims.Id) => u => u.Claims.Id(name),
            nameof(UserClaims.Texts) => u => u.Claims.FindTexts(name),
            nameof(UserClaims.Numbers) => u => u.Claims.FindNumbers(name),
            nameof(UserClaims.Ids) => u => u.Claims.FindIds(name),
            _ => null,
        };
    }

    private static Expression WithoutNullability(Expression expression)
    {
        while (expression is UnaryExpression { NodeType: ExpressionType.Convert, Method: null, Operand: { } operand }
            && (Nullable.GetUnderlyingType(expression.Type) ?? expression.Type) == (Nullable.GetUnderlyingType(operand.Type) ?? operand.Type))
        {
            expression = operand;
        }

        return expression is MemberExpression { Member.Name: "Value", Expression: { } optional } && Nullable.GetUnderlyingType(optional.Type) is not null
            ? WithoutNullability(optional)
            : expression;
    }

    private sealed class NeedFinder(ParameterExpression user) : ExpressionVisitor
    {
        public List<Func<User, object?>> Needs { get; } = [];

        /// <summary>What stands before <c>??</c> may be missing: the author said what counts then.</summary>
        protected override Expression VisitBinary(BinaryExpression node)
        {
            if (node.NodeType != ExpressionType.Coalesce)
            {
                return base.VisitBinary(node);
            }

            Visit(node.Right);
            return node;
        }

        protected override Expression VisitMethodCall(MethodCallExpression node)
        {
            if (Known(node, user) is { } need)
            {
                Needs.Add(need);
            }

            return base.VisitMethodCall(node);
        }
    }
}
