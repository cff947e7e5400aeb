using Kumiko.Postgres.Log;
using Kumiko.Postgres.Rows;
using Kumiko.Storage;
using Npgsql;
using static Kumiko.Postgres.Tests.Samples;

namespace Kumiko.Postgres.Tests;

public class QueryPlanTests(PostgresFixture postgres)
{
    [Fact]
    public async Task A_page_of_a_large_tenant_is_read_from_an_index_without_sorting_the_tenant()
    {
        await using var test = await postgres.NewStore(Things);
        await test.Execute([.. Enumerable.Range(0, 100_000).Select(i => Insert(Guid.CreateVersion7(), $"thing {i:000000}", i / 100m))]);
        await test.Execute([.. Enumerable.Range(0, 50).Select(i => Insert(TenantId.System, Guid.CreateVersion7(), $"shared {i}", i))]);
        await Explain(test, "analyze", []);

        foreach (var scope in new TenantScope[] { new TenantScope.Own(Tenant), new TenantScope.OwnAndSystem(Tenant) })
        {
            foreach (var (order, index) in new[] { (Array.Empty<RowOrder>(), "things_pkey"), ([new RowOrder(Price, SortDirection.Ascending)], "things_price") })
            {
                var command = RowSelect.Many(new TableStatements(Things), new RowQuery { Table = Things, Scope = scope, Order = order, Limit = 20 });
                var plan = await Explain(test, $"explain (analyze, timing off) {command.CommandText}", command.Parameters);
                plan.ShouldContain($"using {index}");
                plan.ShouldNotContain("Seq Scan");
                MostRowsOf(plan).ShouldBeLessThanOrEqualTo(100, plan);
            }
        }
    }

    [Fact]
    public async Task A_page_of_rare_events_is_read_from_the_index_of_types()
    {
        await using var test = await postgres.NewStore();
        var stream = Guid.CreateVersion7();
        var version = 0;
        for (var batch = 0; batch < 20; batch++)
        {
            await test.Execute([.. Enumerable.Range(0, 2_000).Select(i => Append(stream, ++version, $"thing.type-{i % 100}"))]);
        }

        await Explain(test, "analyze", []);
        foreach (var types in new string[][] { ["thing.type-7"], ["thing.type-7", "thing.type-8", "thing.type-9"] })
        {
            var command = LogStatements.Select(new LogQuery { After = new EventPosition(10_000), Types = types, Limit = 100 });
            var plan = await Explain(test, $"explain (analyze, timing off) {command.CommandText}", command.Parameters);
            plan.ShouldContain("using kumiko_events_type", customMessage: plan);
            plan.ShouldNotContain("Seq Scan");
            plan.ShouldNotContain("Sort  (");
            MostRowsOf(plan).ShouldBeLessThanOrEqualTo(101, plan);
        }
    }

    [Fact]
    public async Task The_end_of_the_log_is_found_without_reading_events()
    {
        await using var test = await postgres.NewStore();
        var stream = Guid.CreateVersion7();
        await test.Execute([.. Enumerable.Range(1, 20_000).Select(version => Append(stream, version))]);
        await Explain(test, "analyze", []);

        var command = LogStatements.RunOf(5_000, 10_000);
        var plan = await Explain(test, $"explain (analyze, timing off) {command.CommandText}", command.Parameters);

        plan.ShouldContain("Index Only Scan using kumiko_events_pkey");
        plan.ShouldNotContain("Sort  (");
    }

    // "(actual rows=20 loops=1)": a node that sorted the tenant would have taken in all of its rows.
    private static int MostRowsOf(string plan) =>
        plan.Split("(actual rows=").Skip(1).Max(part => int.Parse(part[..part.IndexOf(' ', StringComparison.Ordinal)]));

    private static async Task<string> Explain(TestStore test, string statement, IEnumerable<NpgsqlParameter> parameters)
    {
        await using var connection = new NpgsqlConnection($"{test.ConnectionString};Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter.Clone());
        }

        await using var reader = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync())
        {
            lines.Add(reader.GetString(0));
        }

        return string.Join('\n', lines);
    }
}
