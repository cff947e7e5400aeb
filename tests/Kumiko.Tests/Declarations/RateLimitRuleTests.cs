namespace Kumiko.Tests.Declarations;

/// <summary>Limits of handlers: with numbers that mean something, and on what is there.</summary>
public class RateLimitRuleTests : DeclarationTest
{
    public static TheoryData<int, double, int> Nonsense =>
    [
        (0, 60, 1), (-1, 60, 1), (10, 0, 1), (10, -60, 1), (10, 60, 0), (10, 60, -1), (10, 60, 11), (10, 32 * 86400, 1), (2, 0.000001, 1),
    ];

    [Theory, Breaks("KUM3030")]
    [MemberData(nameof(Nonsense))]
    public void Numbers_that_let_nobody_in_or_limit_nothing_are_reported(int limit, double seconds, int cost) => Problem(r =>
        r.QueryHandler<Ask>("ask", Access.SignedIn, Answer).RateLimit(limit, RateLimitPer.User, TimeSpan.FromSeconds(seconds), cost))
        .Member.ShouldBe("shop:query:ask");

    [Fact, Breaks("KUM3030")]
    public void So_are_those_of_standard_commands() => Problem(r =>
        r.Crud<Order>(Access.SignedIn, Access.SignedIn, crud => crud.RateLimit(CrudVerb.Create, 0, RateLimitPer.Tenant, TimeSpan.FromMinutes(1))))
        .Member.ShouldBe("shop:write:order:create");

    [Fact, Keeps("KUM3030")]
    public void A_call_may_cost_all_of_the_limit_and_a_handler_have_several() => Fine(r =>
        r.QueryHandler<Ask>("ask", Access.SignedIn, Answer)
            .RateLimit(1, RateLimitPer.User, TimeSpan.FromTicks(10))
            .RateLimit(1_000_000, RateLimitPer.TenantAndHandler, TimeSpan.FromSeconds(1), cost: 1_000_000)
            .RateLimit(5, RateLimitPer.Ip, TimeSpan.FromDays(31)))
        .FindHandler("shop:query:ask")!.RateLimits.Count.ShouldBe(3);

    [Theory, Breaks("KUM3031")]
    [InlineData(RateLimitPer.User)]
    [InlineData(RateLimitPer.UserAndHandler)]
    public void A_handler_for_anonymous_visitors_cannot_be_limited_per_user(RateLimitPer per) =>
        new[] { Access.Anonymous, Access.Anyone, Access.Roles("Clerk").Or(Access.Anonymous) }.ShouldAllBe(rule =>
            Problem(r => r.QueryHandler<Ask>("ask", rule, Answer).RateLimit(5, per, TimeSpan.FromMinutes(1))).Rule.Id == "KUM3031");

    [Theory, Keeps("KUM3031")]
    [InlineData(RateLimitPer.Ip)]
    [InlineData(RateLimitPer.IpAndHandler)]
    [InlineData(RateLimitPer.Tenant)]
    public void It_can_be_limited_by_what_visitors_have(RateLimitPer per) => Fine(r =>
        r.QueryHandler<Ask>("ask", Access.Anyone, Answer).RateLimit(5, per, TimeSpan.FromMinutes(1)));

    [Fact, Keeps("KUM3031")]
    public void A_handler_for_those_who_signed_in_can_be_limited_per_user() => Fine(r =>
        r.QueryHandler<Ask>("ask", Access.SignedIn, Answer).RateLimit(5, RateLimitPer.User, TimeSpan.FromMinutes(1)));

    [Fact, Breaks("KUM3032")]
    public void A_limit_for_a_verb_that_was_left_out_is_reported() => Problem(r =>
        r.Crud<Order>(Access.SignedIn, Access.SignedIn, crud => crud.Without(CrudVerb.Delete).RateLimit(CrudVerb.Delete, 5, RateLimitPer.Tenant, TimeSpan.FromMinutes(1))))
        .Message.ShouldContain("Delete");

    [Fact, Breaks("KUM3032")]
    public void A_limit_for_restoring_what_is_deleted_for_good_is_reported() => Problem(r =>
        r.Crud<Order>(Access.SignedIn, Access.SignedIn, crud => crud.RateLimit(CrudVerb.Restore, 5, RateLimitPer.Tenant, TimeSpan.FromMinutes(1))));

    [Fact, Keeps("KUM3032")]
    public void Every_verb_that_is_there_may_have_a_limit() => Fine(r =>
    {
        r.Entity<Order>(e => e.SoftDelete());
        r.Crud<Order>(Access.SignedIn, Access.SignedIn, crud =>
        {
            foreach (var verb in Enum.GetValues<CrudVerb>())
            {
                crud.RateLimit(verb, 5, RateLimitPer.User, TimeSpan.FromMinutes(1));
            }
        });
    }).Handlers.ShouldAllBe(h => h.RateLimits.Count == 1);

    private static Task<object?> Answer<TQuery>(TQuery query, QueryContext context) => Task.FromResult<object?>(null);

    public sealed record Ask(Guid Id);

    public sealed class Order : Entity
    {
        public string? Number { get; set; }
    }
}
