using Kumiko.Sqlite;
using Kumiko.Storage;
using Kumiko.Tests.Storage;

namespace Kumiko.Tests.Sqlite;

/// <summary>What a question costs, as SQLite itself plans it: nothing that grows with a tenant may be sorted or walked for one page of a list.</summary>
public sealed class SqliteQueryPlanTests : IAsyncLifetime
{
    private const string Sorting = "TEMP B-TREE";
    private readonly SqliteTestDatabase _database = new();
    private readonly Table _tickets = Given.Tickets("read_tickets");
    private readonly TenantId _tenant = new(Guid.CreateVersion7());

    public async ValueTask InitializeAsync()
    {
        await using var store = _database.NewStore();
        await store.Open();
        await store.CreateMissingTables([_tickets]);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public void A_list_in_the_default_order_is_read_off_the_primary_key()
    {
        foreach (var scope in new TenantScope[] { new TenantScope.Own(_tenant), new TenantScope.OwnAndSystem(_tenant) })
        {
            var plan = Plan(new RowQuery { Table = _tickets, Scope = scope, Limit = 20 });

            plan.ShouldContain("USING PRIMARY KEY (tenant_id=?)");
            plan.ShouldNotContain(Sorting);
        }
    }

    [Theory]
    [InlineData(SortDirection.Ascending)]
    [InlineData(SortDirection.Descending)]
    public void A_list_in_the_order_of_an_index_sorts_only_equal_rows(SortDirection direction)
    {
        var order = new RowOrder(_tickets.Column("order"), direction);

        var plan = Plan(new RowQuery { Table = _tickets, Scope = new TenantScope.OwnAndSystem(_tenant), Order = [order], Limit = 20 });

        plan.ShouldContain("read_tickets_order (tenant_id=?)");
        plan.ShouldNotContain("USE TEMP B-TREE FOR ORDER BY");
    }

    [Fact]
    public void The_start_of_a_text_is_searched_in_its_index()
    {
        var filter = new RowFilter.All([
            new RowFilter.TextStartsWith(_tickets.Column("title"), "La"),
            new RowFilter.Compare(_tickets.Column("is_deleted"), Comparison.Equal, false)]);

        Plan(new RowQuery { Table = _tickets, Scope = new TenantScope.Own(_tenant), Filter = filter }).ShouldContain("title>?");
    }

    [Fact]
    public void A_filter_on_an_index_is_served_by_it_and_sorts_nothing()
    {
        var filter = new RowFilter.Compare(_tickets.Column("order"), Comparison.Equal, 7L);

        var plan = Plan(new RowQuery { Table = _tickets, Scope = new TenantScope.OwnAndSystem(_tenant), Filter = filter, Limit = 20 });

        plan.ShouldContain("read_tickets_order (tenant_id=? AND order=?)");
        plan.ShouldNotContain(Sorting);
    }

    [Fact]
    public void A_page_of_the_log_is_read_off_the_index_of_what_is_asked_for()
    {
        string[] types = ["a", "b", "c"];
        var all = new LogQuery { After = new EventPosition(7) };

        Plan(LogStatements.TextOf(all)).ShouldContain("INTEGER PRIMARY KEY (rowid>? AND rowid<?)");
        Plan(LogStatements.TextOf(all with { Tenant = _tenant })).ShouldContain("INTEGER PRIMARY KEY (rowid>? AND rowid<?)");
        Plan(LogStatements.TextOf(all with { AggregateType = "ticket" })).ShouldContain("kumiko_events_aggregate_type (aggregate_type=? AND position>?");
        Plan(LogStatements.TextOf(all with { Types = ["a"] })).ShouldContain("kumiko_events_type (type=? AND position>?");
        Plan(LogStatements.TextOf(all with { AggregateType = "ticket", Types = ["a"] })).ShouldContain("kumiko_events_type (type=? AND position>?");
        var merged = Plan(LogStatements.TextOf(all with { Types = types, Tenant = _tenant }));
        merged.Split("kumiko_events_type (type=? AND position>?").Length.ShouldBe(types.Length + 1, merged);
        merged.ShouldContain("MERGE (UNION ALL)");

        foreach (var query in new[] { all, all with { AggregateType = "ticket" }, all with { Types = types }, all with { Types = [.. Enumerable.Range(0, 40).Select(i => $"{i}")] } })
        {
            Plan(LogStatements.TextOf(query)).ShouldNotContain(Sorting);
        }
    }

    [Fact]
    public async Task A_swapped_table_is_planned_like_a_new_one()
    {
        var query = new RowQuery
        {
            Table = _tickets,
            Scope = new TenantScope.Own(_tenant),
            Filter = new RowFilter.Compare(_tickets.Column("order"), Comparison.Equal, 7L),
            Limit = 20,
        };
        var (shadow, old) = (_tickets.Renamed("read_tickets_new"), _tickets.Renamed("read_tickets_old"));
        await using var store = _database.NewStore();
        await store.Open();
        await store.CreateMissingTables([shadow]);
        var before = Plan(query);
        await using (var session = store.NewSession())
        {
            await session.Begin();
            await session.SwapTables(_tickets, shadow, old, TimeSpan.FromSeconds(1));
            await session.Commit();
        }

        Plan(query).ShouldBe(before.Replace("read_tickets_order", "read_tickets_new_order", StringComparison.Ordinal));
    }

    [Fact]
    public void Rows_are_found_by_their_keys_through_the_primary_key()
    {
        var plan = Plan(new TableSql(_tickets).ReadKeys);

        plan.ShouldContain("read_tickets USING PRIMARY KEY (tenant_id=? AND id=?)");
    }

    private string Plan(RowQuery query) => Plan(QuerySql.Select(query, new TableSql(query.Table)).ToString());

    private string Plan(string sql)
    {
        using var connection = Connection.OpenReader(new SqliteStoreOptions { DataSource = _database.File });
        using var statement = connection.Prepare($"EXPLAIN QUERY PLAN {sql}");
        var plan = "";
        while (statement.Step())
        {
            plan += statement.Text(3) + "\n";
        }

        return plan;
    }
}
