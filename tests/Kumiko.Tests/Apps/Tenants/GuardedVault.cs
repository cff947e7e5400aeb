using Kumiko.Storage;

namespace Kumiko.Tests.Apps.Tenants;

public sealed record FindAll(Guid Id);

public sealed record Found(int Rows, int Events, bool IsRowThere);

public sealed record Smuggle(Guid Tenant, string Name);

public sealed record Move(Guid Tenant, Guid Id, string Name);

/// <summary>
/// What a defect of the framework would do: handlers that go past every context and give the store statements with a wrong scope. And handlers that cross
/// tenants as they may.
/// </summary>
public sealed class GuardedVaultFeature : Feature
{
    private static readonly TenantScope.All Forgotten = new("a condition that somebody forgot");

    public override string Name => "guarded";

    protected override void Define(FeatureBuilder r)
    {
        r.SystemScope();
        r.Entity<Secret>();
        r.Crud<Secret>(Access.SignedIn, Access.SignedIn);

        r.QueryHandler<FindAll>("secret:find-all", Access.SignedIn, async (query, ctx) =>
        {
            var session = await ctx.Services.Unit.ForReading(ctx.Cancellation);
            var table = ctx.Registry.EntityOf<Secret>().Table;
            return new Found(
                (await session.ReadRows(new RowQuery { Table = table, Scope = Forgotten }, ctx.Cancellation)).Count,
                (await session.ReadLog(new LogQuery { AggregateType = "secret" }, ctx.Cancellation)).Count,
                await session.ReadRow(table, Forgotten, query.Id, ctx.Cancellation) is not null);
        });

        r.WriteHandler<Smuggle>("secret:smuggle", Access.SignedIn, async (command, ctx) =>
        {
            var other = new WriteContext(ctx.Services, ctx.Owner, new Actor(new TenantId(command.Tenant), ctx.User.Id, ctx.Request));
            await other.Create(new Secret { Name = command.Name });
        });

        r.WriteHandler<Move>("secret:move", Access.SignedIn, async (command, ctx) =>
        {
            var mine = await ctx.Get<Secret>(command.Id);
            await ctx.Update(mine, s => s.Name = "moved");
            await ctx.AcrossTenants("the test moves a secret").For(new TenantId(command.Tenant)).Create(new Secret { Name = command.Name });
            return (await ctx.AcrossTenants("the test counts").Query<Secret>().ToList()).Count;
        });
    }
}
