namespace Kumiko.Tests.Apps.Tenants;

public sealed class Country : Entity
{
    [Filterable, Sortable]
    public required string Code { get; set; }

    public required string Label { get; set; }
}

public sealed record ReachCountry(string Way, Guid Id);

/// <summary>Reference data, which differs from start to start.</summary>
public sealed class CountriesFeature(params IReadOnlyList<(string Code, string Label)> countries) : Feature
{
    public CountriesFeature()
        : this(("DE", "Germany"), ("FR", "France"))
    {
    }

    public override string Name => "countries";

    protected override void Define(FeatureBuilder r)
    {
        r.SystemScope();
        r.Entity<Country>(e => e.SoftDelete().Unique(c => c.Code));
        r.Crud<Country>(Access.SignedIn, Access.SignedIn);
        r.ReferenceData<Country>(c => c.Code, [.. countries.Select(c => new Country { Code = c.Code, Label = c.Label })]);
        r.WriteHandler<ReachCountry>("country:reach", Access.SignedIn, async (command, ctx) =>
        {
            switch (command.Way)
            {
                case "get": return (await ctx.Get<Country>(command.Id)).Label;
                case "query": return (await ctx.Query<Country>().Where(c => c.Code == "DE").FirstOrDefault())?.Label;
                case "load": return (await ctx.Load<Country>(command.Id))?.Label;
                case "update": return await ctx.Update(await ctx.Get<Country>(command.Id), c => c.Label = "mine");
                case "delete": await ctx.Delete(await ctx.Get<Country>(command.Id)); return null;
                case "operator-delete":
                    var system = ctx.AcrossTenants("by the operator").For(TenantId.System);
                    await system.Delete(await system.Get<Country>(command.Id));
                    return null;
                default: throw new ArgumentOutOfRangeException(nameof(command));
            }
        });
    }
}
