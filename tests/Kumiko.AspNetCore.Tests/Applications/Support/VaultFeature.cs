namespace Kumiko.AspNetCore.Tests.Applications;

/// <summary>Belongs to somebody, and is hidden from everybody else.</summary>
public sealed class Treasure : Entity
{
    public required string Name { get; set; }

    [WritableBy("Keeper")]
    public string? Owner { get; set; }
}

public sealed record OpenVault;

public sealed record WatchVault(Guid Id);

public sealed class VaultFeature : Feature
{
    public override string Name => "vault";

    protected override void Define(FeatureBuilder r)
    {
        r.Entity<Treasure>(e => e
            .ReadableBy("Keeper")
            .ReadableBy(Access.SignedIn, (treasure, user) => treasure.Owner == user.Id.Value));
        r.Crud<Treasure>(write: Access.SignedIn, read: Access.SignedIn);
        r.QueryHandler<OpenVault>("open", Access.Roles("Keeper"), (_, _) => Task.FromResult<object?>("open"));
        r.StreamHandler<WatchVault, string>("watch", Access.SignedIn, Watch);
    }

    private static async IAsyncEnumerable<string> Watch(WatchVault query, StreamContext ctx)
    {
        yield return "watching";
        yield return await ctx.Read(async read => (await read.Get<Treasure>(query.Id)).Name);
    }
}
