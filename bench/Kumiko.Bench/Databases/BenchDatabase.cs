using Kumiko.Bench.Host;
using Kumiko.Bench.Measuring;
using Kumiko.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kumiko.Bench.Databases;

/// <summary>A durable database of the benchmark's own, and the limit that it sets by itself.</summary>
internal abstract class BenchDatabase : IAsyncDisposable
{
    public abstract string Name { get; }

    /// <summary>What a host is told in <c>KUMIKO_DATABASE</c>.</summary>
    public abstract string Setting { get; }

    public abstract Store OpenStore();

    /// <summary>Plain SQL, prepared, with nothing in between.</summary>
    public abstract Task<Sample> Limit(RawWork work, int clients, TimeSpan duration);

    public abstract ValueTask DisposeAsync();

    /// <summary>Does what a database does by itself a minute later: it looks at the rows that it has, to plan by them.</summary>
    public virtual Task Settle() => Task.CompletedTask;

    /// <summary>Creates the tables, and the rows that lists are read from.</summary>
    public async Task Fill()
    {
        var options = new KumikoOptions { Schema = SchemaMode.Create };
        options.AddFeature<SitesFeature>().AddFeature<WorkOrdersFeature>().AddFeature<RuledOrdersFeature>();
        foreach (var tenant in Workload.Tenants)
        {
            options.AddSeed($"work orders of {tenant}", async seed =>
            {
                await seed.For(tenant).Create(new Site { Name = "Boiler room" }, Workload.Site);
                await seed.For(tenant).CreateMany([.. Enumerable.Range(0, Workload.RowsPerTenant).Select(Workload.Order)]);
                await seed.For(tenant).CreateMany([.. Enumerable.Range(0, Workload.RowsPerTenant).Select(Workload.RuledOrder)]);
            });
        }

        await using var application = new KumikoApplication(
            options, OpenStore(), TimeProvider.System, new IdGenerator(TimeProvider.System), NullLogger.Instance);
        await application.Start();
    }
}
