using System.Linq.Expressions;

namespace Kumiko;

/// <summary>The condition of a grant in words: its text, and the claims that it asks for.</summary>
/// <param name="Text">The C# that was written, as nearly as the expression still knows it.</param>
/// <param name="Claims">The names of the claims.</param>
internal sealed record RuleCondition(string Text, IReadOnlyList<string> Claims)
{
    public static RuleCondition Of(LambdaExpression condition)
    {
        var finder = new ClaimFinder(condition.Parameters);
        finder.Visit(condition.Body);
        return new RuleCondition(RuleText.Of(condition.Body), [.. finder.Names.Distinct()]);
    }

    private sealed class ClaimFinder(IReadOnlyList<ParameterExpression> parameters) : ExpressionVisitor
    {
        public List<string> Names { get; } = [];

        protected override Expression VisitMethodCall(MethodCallExpression node)
        {
            if (node.Method.DeclaringType == typeof(UserClaims) && node.Arguments is [var name]
                && parameters.All(p => !RecordExpressions.Mentions(name, p)) && FilterTranslator.Evaluate(name) is string text)
            {
                Names.Add(text);
            }

            return base.VisitMethodCall(node);
        }
    }
}
