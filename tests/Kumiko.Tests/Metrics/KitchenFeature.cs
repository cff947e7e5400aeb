using System.Collections.Concurrent;

namespace Kumiko.Tests.Metrics;

public enum Course
{
    Starter,
    MainDish,
}

public sealed record DishLabels(Course Course, bool? IsHot);

/// <summary>A kitchen of one test: handlers do what the test says, and every instance has metrics of its own.</summary>
public sealed class KitchenFeature : Feature
{
    private readonly ConcurrentDictionary<string, Func<QueryContext, Task>> _work = new();

    public CounterMetric Orders { get; } = new("orders_total");

    public CounterMetric<DishLabels> Dishes { get; } = new("dishes_total") { TenantLabel = TenantLabel.Include };

    public HistogramMetric<DishLabels> Waited { get; } = new("waited_seconds") { Unit = "s", Description = "How long guests waited.", Buckets = [60, 600] };

    public GaugeMetric Open { get; } = new("open_orders");

    public override string Name => "kitchen";

    public Cook Cook(Func<WriteContext, Task> work) => new(Keep(c => work((WriteContext)c)));

    public Taste Taste(Func<QueryContext, Task> work) => new(Keep(work));

    protected override void Define(FeatureBuilder r)
    {
        r.Metric(Orders);
        r.Metric(Dishes);
        r.Metric(Waited);
        r.Metric(Open);
        r.Entity<Dish>(e => e.Unique(d => d.Name));
        r.DefineEvent<Rung>("rung");
        r.WriteHandler<Cook>("cook", Access.SignedIn, (command, ctx) => _work[command.Name](ctx));
        r.WriteHandler<Ring>("ring", Access.SignedIn, async (command, ctx) => await ctx.Append("bell", Guid.CreateVersion7(), new Rung(command.IsBroken)));
        r.QueryHandler<Taste>("taste", Access.SignedIn, async (query, ctx) =>
        {
            await _work[query.Name](ctx);
            return 1;
        });
        r.MultiStreamProjection<Bell>("bells", p => p
            .On<Rung>(async (e, ctx) =>
            {
                ctx.Metrics.Set(Open, 1);
                await ctx.Rows.Upsert(new Bell { Id = Guid.Empty }, bell => bell.Rung++);
            }));
        r.MultiStreamProjection("waiters", p => p
            .OnFailure(FailurePolicy.Stop)
            .On<Rung>((e, ctx) =>
            {
                ctx.Metrics.Increment(Orders);
                return e.Data.IsBroken ? throw new InvalidOperationException("broken") : Task.CompletedTask;
            }));
    }

    private string Keep(Func<QueryContext, Task> work)
    {
        var name = Guid.NewGuid().ToString("n");
        _work[name] = work;
        return name;
    }
}

public sealed class Dish : Entity
{
    public required string Name { get; set; }
}

public sealed class Bell
{
    public Guid Id { get; set; }

    public int Rung { get; set; }
}

public sealed record Cook(string Name);

public sealed record Taste(string Name);

public sealed record Ring(bool IsBroken);

public sealed record Rung(bool IsBroken);
