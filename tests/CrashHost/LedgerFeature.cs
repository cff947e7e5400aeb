namespace Kumiko.Tests.CrashHost;

/// <summary>One row for each request that was carried out.</summary>
public sealed class Entry : Entity
{
    public required string Request { get; set; }
}

/// <summary>One row for each request of some kinds, with a unique index: written before the commit.</summary>
public sealed class Slip : Entity
{
    public required string Request { get; set; }
}

/// <summary>How many requests of a task were carried out.</summary>
public sealed class Counter : Entity
{
    public int Value { get; set; }
}

public sealed record Counted(string Request);

public sealed record Work(string Request, Guid Counter, int Kind);

/// <summary>Commands that write in every way that there is, so that a kill can come at every moment.</summary>
public sealed class LedgerFeature : Feature
{
    public const int Tasks = 8;

    public static TenantId Tenant { get; } = TenantId.Parse("aaaaaaaa-0000-4000-8000-000000000001");

    public static User User { get; } = new() { Id = new UserId("writer"), Tenant = Tenant, Roles = ["Writer"] };

    public override string Name => "ledger";

    public static Guid CounterOf(int task) => new($"aaaaaaaa-0000-4000-8000-0000000001{task:00}");

    public static bool HasSlip(int number) => number % 3 == 1;

    protected override void Define(FeatureBuilder r)
    {
        r.Entity<Entry>();
        r.Entity<Slip>(e => e.Unique(s => s.Request));
        r.Entity<Counter>();
        r.Crud<Entry>(Access.SignedIn, Access.SignedIn);
        r.Crud<Slip>(Access.SignedIn, Access.SignedIn);
        r.Crud<Counter>(Access.SignedIn, Access.SignedIn);
        r.DefineEvent<Counted>("counted");
        r.WriteHandler<Work>("work", Access.SignedIn, async (work, ctx) =>
        {
            await ctx.Create(new Entry { Request = work.Request });
            if (HasSlip(work.Kind))
            {
                await ctx.Create(new Slip { Request = work.Request });
            }

            if (work.Kind % 3 == 2)
            {
                await ctx.Query<Entry>().FirstOrDefault();
            }

            var counter = await ctx.Update<Counter>(work.Counter, c => c.Value++);
            await ctx.Append(counter, new Counted(work.Request));
        });
    }
}
