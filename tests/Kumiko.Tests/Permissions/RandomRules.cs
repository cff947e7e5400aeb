using System.Linq.Expressions;
using Kumiko.Tests.Apps.Queries;

namespace Kumiko.Tests.Permissions;

/// <summary>Makes rules at random: all that a rule can say of a user, combined with conditions of the record alone.</summary>
internal sealed class RandomRules(Random random, RandomConditions conditions)
{
    private static readonly Expression<Func<Probe, User, bool>>[] Leaves =
    [
        (p, user) => p.Text == user.Claims.Text("text"),
        (p, user) => user.Claims.Text("text") != p.Text,
        (p, user) => (user.Claims.Text("text") ?? "lamp") == p.Text,
        (p, user) => p.Number == user.Claims.Number("number"),
        (p, user) => p.Number < user.Claims.Number("fraction"),
        (p, user) => p.Zero >= user.Claims.Number("fraction"),
        (p, user) => p.Big != user.Claims.Number("fraction"),
        (p, user) => user.Claims.Number("number") > p.Big,
        (p, user) => p.Price <= user.Claims.Number("number") * 2,
        (p, user) => p.Number > user.Claims.Number("number") + 1000000000000m,
        (p, user) => p.Flag == user.Claims.Flag("flag"),
        (p, user) => p.Maybe == user.Claims.Flag("flag"),
        (p, user) => p.Link == user.Claims.Id("link"),
        (p, user) => p.Link != user.Id.AsGuid(),
        (p, user) => user.Claims.Texts("texts").Contains(p.Text),
        (p, user) => user.Claims.Texts("none").Contains(p.Text),
        (p, user) => user.Claims.Numbers("numbers").Contains(p.Zero),
        (p, user) => p.Link != null && user.Claims.Ids("links").Contains(p.Link!.Value),
        (p, user) => p.Text != null && p.Text.StartsWith(user.Claims.Text("prefix")!),
        (p, user) => p.Text != null && p.Text.Contains(user.Claims.Text("prefix")!, StringComparison.Ordinal),
        (p, user) => p.Tags.Contains(user.Claims.Text("text")!),
        (p, user) => p.InsertedById == user.Id,
        (p, user) => p.TenantId == user.Tenant,
        (p, user) => user.Claims.Flag("flag") == true,
        (p, user) => user.Claims.Has("text"),
        (p, user) => user.Roles.Contains("User"),
        (p, user) => user.Claims.Number("number") > 3,
    ];

    private readonly ParameterExpression _record = Expression.Parameter(typeof(Probe), "p");
    private readonly ParameterExpression _user = Expression.Parameter(typeof(User), "user");

    public Expression<Func<Probe, User, bool>> Next() => Expression.Lambda<Func<Probe, User, bool>>(Any(random.Next(4)), _record, _user);

    /// <summary>Some of the claims.</summary>
    public UserClaims Thinned(UserClaims claims) =>
        new(claims.Names.Where(_ => random.Next(2) == 0).ToDictionary(n => n, n => claims.Find(n)!));

    private Expression Any(int depth) => depth == 0 ? Leaf() : random.Next(5) switch
    {
        0 or 1 => Expression.AndAlso(Any(depth - 1), Any(depth - 1)),
        2 or 3 => Expression.OrElse(Any(depth - 1), Any(depth - 1)),
        _ => Expression.Not(Any(depth - 1)),
    };

    private Expression Leaf()
    {
        if (random.Next(4) == 0)
        {
            var condition = conditions.Condition();
            return new Replacement(condition.Parameters[0], _record).Visit(condition.Body);
        }

        var leaf = Leaves[random.Next(Leaves.Length)];
        return new Replacement(leaf.Parameters[1], _user).Visit(new Replacement(leaf.Parameters[0], _record).Visit(leaf.Body));
    }

    private sealed class Replacement(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}
