using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Kumiko.Postgres.Tests;

/// <summary>What a projection costs the command that it runs in.</summary>
public class ProjectionRoundTripTests(PostgresFixture postgres)
{
    [Fact]
    public async Task A_command_whose_projections_only_increment_is_one_round_trip()
    {
        await using var test = await postgres.NewStore();
        await using var wire = new WireTap(new NpgsqlConnectionStringBuilder(test.ConnectionString).Host!);
        await using (var first = Application(SchemaMode.Create, test.ConnectionString))
        {
            await first.Start();
        }

        await using var app = Application(SchemaMode.Check, wire.Through(test.ConnectionString));
        await app.Start();
        var caller = new Caller(
            new User { Id = new UserId("anna"), Tenant = new TenantId(Guid.CreateVersion7()) }, RequestInfo.New());

        for (var call = 0; call < 4; call++)
        {
            var before = wire.RoundTrips;
            using var payload = JsonDocument.Parse($$"""{"fruit":"plum","amount":{{call}}}""");
            (await app.Dispatcher.Write([new HandlerCall("stall:write:sale:create", payload.RootElement)], null, caller)).Error.ShouldBeNull();
            (wire.RoundTrips - before).ShouldBe(1, $"call {call}");
        }

        using var nothing = JsonDocument.Parse("{}");
        var answer = await app.Dispatcher.Query(new HandlerCall("stall:query:sums", nothing.RootElement), caller);
        using var sums = JsonDocument.Parse(answer);
        var sum = sums.RootElement.EnumerateArray().ShouldHaveSingleItem();
        sum.GetProperty("sales").GetInt32().ShouldBe(4);
        sum.GetProperty("amount").GetInt32().ShouldBe(6);
    }

    private static KumikoApplication Application(SchemaMode schema, string connectionString) => new(
        new KumikoOptions { Schema = schema }.AddFeature<StallFeature>(),
        new PostgresStore(new PostgresStoreOptions { ConnectionString = connectionString }),
        TimeProvider.System, new IdGenerator(TimeProvider.System), NullLogger.Instance);

    public sealed class Sale : Entity
    {
        public required string Fruit { get; set; }

        public int Amount { get; set; }
    }

    public sealed class FruitSum
    {
        [Key]
        public required string Fruit { get; set; }

        public int Sales { get; set; }

        public int Amount { get; set; }
    }

    public sealed record Sums(string? Fruit);

    public sealed class StallFeature : Feature
    {
        public override string Name => "stall";

        protected override void Define(FeatureBuilder r)
        {
            r.Crud<Sale>(write: Access.SignedIn, read: Access.SignedIn);
            r.QueryHandler<Sums>("sums", Access.SignedIn, async (_, ctx) => await ctx.Rows<FruitSum>().ToList());
            r.Projection<FruitSum>("fruit-sum", p => p.On<Created<Sale>>((e, rows) =>
            {
                var key = new FruitSum { Fruit = e.Data.Record.Fruit };
                rows.Increment(key, s => s.Sales, 1);
                rows.Increment(key, s => s.Amount, e.Data.Record.Amount);
            }));
        }
    }
}
