using Kumiko;

namespace Recipes.RateLimits;

// Nobody sends more invitations than a person would, no tenant exports all day, and who tries out voucher codes is soon slowed down.

public sealed class Contact : Entity
{
    [Text(MaxLength = 80)]
    public required string Name { get; set; }
}

public sealed record Invite([Text(MaxLength = 120)] string Mail);

public sealed record InviteMany(string[] Mails);

public sealed record ExportAll(int Year);

public sealed record TryVoucher([Text(MaxLength = 40)] string Code);

public sealed class ContactsFeature : Feature
{
    public override string Name => "contacts";

    protected override void Define(FeatureBuilder r)
    {
        // Standard commands have limits like own ones. Calls over them are 429 rate_limited, and say after how many seconds it is worth trying again.
        r.Crud<Contact>(write: Access.SignedIn, read: Access.SignedIn, crud => crud
            .RateLimit(CrudVerb.Create, limit: 60, RateLimitPer.User, window: TimeSpan.FromMinutes(1)));

        // Three at once; then one more every twenty seconds, because a third of the minute's limit is free again by then.
        r.WriteHandler<Invite>("invite", Access.SignedIn, (command, ctx) => Task.CompletedTask)
            .RateLimit(limit: 3, RateLimitPer.UserAndHandler, window: TimeSpan.FromMinutes(1));

        // A command that calls another one is counted there, too: nobody gets around a limit by a longer way.
        r.WriteHandler<InviteMany>("invite-many", Access.SignedIn, async (command, ctx) =>
        {
            foreach (var mail in command.Mails)
            {
                await ctx.Write(new Invite(mail));
            }
        });

        // Everybody of a tenant together; and an export is worth five of whatever else has this limit.
        r.QueryHandler<ExportAll>("export", Access.SignedIn, (query, ctx) => Task.FromResult<object?>($"All of {query.Year}"))
            .RateLimit(limit: 10, RateLimitPer.Tenant, window: TimeSpan.FromHours(1), cost: 5);

        // By address, whoever it says it is. Counted before the rule of access is asked, so that attempts which fail are counted as well.
        r.QueryHandler<TryVoucher>("voucher", Access.Roles("Customer"), (query, ctx) => Task.FromResult<object?>(query.Code == "SPRING"))
            .RateLimit(limit: 5, RateLimitPer.IpAndHandler, window: TimeSpan.FromMinutes(10));
    }
}
