using System.Collections.Concurrent;

namespace Kumiko.Tests.RateLimits;

/// <summary>A command and a query for each way of counting, and others that lead to them.</summary>
public sealed class GateFeature : Feature
{
    public static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Func<WriteContext, Task>> _work = new();

    public override string Name => "gate";

    public Work Do(Func<WriteContext, Task> work)
    {
        var name = Guid.NewGuid().ToString("n");
        _work[name] = work;
        return new Work(name);
    }

    protected override void Define(FeatureBuilder r)
    {
        r.Crud<Pass>(Access.SignedIn, Access.SignedIn, crud =>
        {
            foreach (var verb in Enum.GetValues<CrudVerb>().Where(v => v != CrudVerb.Restore))
            {
                crud.RateLimit(verb, 2, RateLimitPer.UserAndHandler, Minute);
            }
        });
        r.WriteHandler<Work>("work", Access.SignedIn, (work, ctx) => _work[work.Name](ctx));
        r.WriteHandler<Limited>("limited", Access.SignedIn, (limited, ctx) => _work.TryGetValue(limited.Name, out var work) ? work(ctx) : Task.CompletedTask)
            .RateLimit(2, RateLimitPer.UserAndHandler, Minute);
        r.WriteHandler<Stamp>("stamp", Access.SignedIn, async (stamp, ctx) => await ctx.Append("sheet", Guid.CreateVersion7(), new Stamped(stamp.Text)))
            .RateLimit(2, RateLimitPer.User, TimeSpan.FromHours(1));
        r.DefineEvent<Stamped>("stamped");
        r.MultiStreamProjection("echo", p => p.On<Stamped>(async (e, ctx) => await ctx.Write(new Echo(e.Data.Text))));
        r.WriteHandler<Echo>("echo", Access.SignedIn, (_, _) => Task.CompletedTask).RateLimit(1, RateLimitPer.Tenant, TimeSpan.FromHours(2));

        r.QueryHandler<ByUser>("by-user", Access.SignedIn, Answer).RateLimit(2, RateLimitPer.User, Minute);
        r.QueryHandler<ByUserToo>("by-user-too", Access.SignedIn, Answer).RateLimit(2, RateLimitPer.User, Minute);
        r.QueryHandler<ByUserMore>("by-user-more", Access.SignedIn, Answer).RateLimit(3, RateLimitPer.User, Minute);
        r.QueryHandler<ByTenant>("by-tenant", Access.SignedIn, Answer).RateLimit(2, RateLimitPer.Tenant, Minute);
        r.QueryHandler<ByIp>("by-ip", Access.SignedIn, Answer).RateLimit(2, RateLimitPer.Ip, Minute);
        r.QueryHandler<ByUserAndHandler>("by-user-and-handler", Access.SignedIn, Answer).RateLimit(2, RateLimitPer.UserAndHandler, Minute);
        r.QueryHandler<ByTenantAndHandler>("by-tenant-and-handler", Access.SignedIn, Answer).RateLimit(2, RateLimitPer.TenantAndHandler, Minute);
        r.QueryHandler<ByIpAndHandler>("by-ip-and-handler", Access.SignedIn, Answer).RateLimit(2, RateLimitPer.IpAndHandler, Minute);
        r.QueryHandler<ByTwo>("by-two", Access.SignedIn, Answer)
            .RateLimit(2, RateLimitPer.UserAndHandler, Minute).RateLimit(3, RateLimitPer.TenantAndHandler, Minute);
        r.QueryHandler<Dear>("dear", Access.SignedIn, Answer).RateLimit(10, RateLimitPer.UserAndHandler, Minute, cost: 4);
    }

    private static Task<object?> Answer<TQuery>(TQuery query, QueryContext context) => Task.FromResult<object?>(1);
}
