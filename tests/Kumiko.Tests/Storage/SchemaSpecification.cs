using Kumiko.Storage;

namespace Kumiko.Tests.Storage;

public abstract class SchemaSpecification(StoreFixture fixture) : StoreTests(fixture), IAsyncLifetime
{
    private TestDatabase _database = null!;
    private Store _store = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await Fixture.CreateDatabase();
        _store = _database.NewStore();
        await _store.Open();
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        await _database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task An_open_store_says_what_it_is()
    {
        _store.Name.ShouldNotBeNullOrWhiteSpace();
        _store.Capabilities.DatabaseVersion.ShouldNotBeNullOrWhiteSpace();
        (await _store.Ping()).ShouldBeTrue();
    }

    [Fact]
    public async Task A_store_that_was_not_opened_has_no_capabilities()
    {
        await using var unopened = _database.NewStore();

        Should.Throw<InvalidOperationException>(() => unopened.Capabilities);
    }

    [Fact]
    public async Task An_empty_database_misses_every_table()
    {
        var tickets = Given.Tickets("read_tickets");

        var differences = await _store.CompareSchema([tickets]);

        differences.ShouldAllBe(d => d.Kind == SchemaDifferenceKind.MissingTable);
        differences.ShouldAllBe(d => !string.IsNullOrWhiteSpace(d.Description));
        differences.Select(d => d.Table).ShouldBeUnique();
        differences.Select(d => d.Table).ShouldContain("kumiko_events");
        differences.Select(d => d.Table).ShouldContain("kumiko_answers");
        differences.Select(d => d.Table).ShouldContain("read_tickets");
    }

    [Fact]
    public async Task What_was_created_does_not_differ()
    {
        Table[] tables = [Given.Tickets("read_tickets"), Everything("read_everything")];

        await _store.CreateMissingTables(tables);

        (await _store.CompareSchema(tables)).ShouldBeEmpty();
        (await _store.CompareSchema([])).ShouldBeEmpty("a table that nobody declared is none of our business");
    }

    [Fact]
    public async Task Creating_again_changes_nothing_and_loses_nothing()
    {
        var tickets = Given.Tickets("read_tickets");
        var stream = NewStream();
        await _store.CreateMissingTables([tickets]);
        await ExecuteOn(_store, Given.Append(stream, 1), Given.Insert(tickets, Given.Ticket(Tenant, stream.Aggregate)));

        await _store.CreateMissingTables([tickets, Everything("read_everything")]);

        await using var session = _store.NewSession();
        (await session.ReadStreamVersion(stream)).ShouldBe(new StreamVersion(1));
        (await session.ReadRow(tickets, new TenantScope.Own(Tenant), stream.Aggregate)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Several_processes_may_create_the_same_tables_at_once()
    {
        Table[] tables = [Given.Tickets("read_tickets"), Everything("read_everything")];

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(async () =>
        {
            await using var store = _database.NewStore();
            await store.Open();
            await store.CreateMissingTables(tables);
        })));

        (await _store.CompareSchema(tables)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_missing_framework_table_is_found_and_created()
    {
        await _store.CreateMissingTables([]);
        await _database.RunSql("DROP TABLE kumiko_answers");

        (await _store.CompareSchema([])).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            d => d.Table.ShouldBe("kumiko_answers"),
            d => d.Kind.ShouldBe(SchemaDifferenceKind.MissingTable));
        await _store.CreateMissingTables([]);
        (await _store.CompareSchema([])).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_framework_table_of_another_shape_is_found()
    {
        await _store.CreateMissingTables([]);
        await _database.RunSql("ALTER TABLE kumiko_answers RENAME COLUMN answer TO reply");

        (await _store.CompareSchema([])).ShouldContain(d => d.Table == "kumiko_answers" && d.Kind == SchemaDifferenceKind.OtherColumns);
    }

    public static TheoryData<string> ColumnChanges => [.. Changes.Keys];

    private static Dictionary<string, (Column Was, Column Is)> Changes { get; } = new()
    {
        ["another name"] = (new("value", ColumnType.Text), new("other_value", ColumnType.Text)),
        ["null allowed"] = (new("value", ColumnType.Text), new("value", ColumnType.Text, IsNullable: true)),
        ["null no longer allowed"] = (new("value", ColumnType.Text, IsNullable: true), new("value", ColumnType.Text)),
        ["text to number"] = (new("value", ColumnType.Text), new("value", ColumnType.Int32)),
        ["text to json"] = (new("value", ColumnType.Text), new("value", ColumnType.Json)),
        ["text to date"] = (new("value", ColumnType.Text), new("value", ColumnType.Date)),
        ["int32 to int64"] = (new("value", ColumnType.Int32), new("value", ColumnType.Int64)),
        ["int64 to timestamp"] = (new("value", ColumnType.Int64), new("value", ColumnType.Timestamp)),
        ["int32 to boolean"] = (new("value", ColumnType.Int32), new("value", ColumnType.Boolean)),
        ["int64 to double"] = (new("value", ColumnType.Int64), new("value", ColumnType.Double)),
        ["another scale"] = (Decimal(10, 2), Decimal(10, 4)),
        ["another precision"] = (Decimal(10, 2), Decimal(12, 2)),
        ["another scale of many digits"] = (Decimal(28, 2), Decimal(28, 4)),
    };

    [Theory]
    [MemberData(nameof(ColumnChanges))]
    public async Task A_changed_column_is_found_and_left_alone(string change)
    {
        var (was, now) = Changes[change];
        var (before, after) = (With("read_things", was), With("read_things", now));
        await _store.CreateMissingTables([before]);

        await _store.CreateMissingTables([after]);

        (await _store.CompareSchema([after])).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            d => d.Table.ShouldBe("read_things"),
            d => d.Kind.ShouldBe(SchemaDifferenceKind.OtherColumns),
            d => d.Description.ShouldContain(now.Name));
        (await _store.CompareSchema([before])).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_column_too_few_or_too_many_is_found()
    {
        var (small, large) = (With("read_small", new Column("value", ColumnType.Text)), With("read_large", new Column("value", ColumnType.Text), new Column("more", ColumnType.Text)));
        await _store.CreateMissingTables([small, large]);
        var (declaredLarger, declaredSmaller) = (new Table("read_small", large.Columns, []), new Table("read_large", small.Columns, []));

        var differences = await _store.CompareSchema([declaredLarger, declaredSmaller]);

        differences.Select(d => (d.Table, d.Kind)).ShouldBe(
            [("read_small", SchemaDifferenceKind.OtherColumns), ("read_large", SchemaDifferenceKind.OtherColumns)], ignoreOrder: true);
        differences.ShouldAllBe(d => d.Description.Contains("more"));
    }

    [Fact]
    public async Task A_missing_index_is_found_and_created()
    {
        var full = Given.Tickets("read_tickets");
        await _store.CreateMissingTables([new Table(full.Name, full.Columns, full.Indexes.Take(1).ToArray())]);

        (await _store.CompareSchema([full])).Select(d => d.Kind).ShouldBe([SchemaDifferenceKind.MissingIndex, SchemaDifferenceKind.MissingIndex]);
        await _store.CreateMissingTables([full]);
        (await _store.CompareSchema([full])).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("CREATE UNIQUE INDEX read_tickets_number ON read_tickets (tenant_id, title)")]
    [InlineData("CREATE UNIQUE INDEX read_tickets_number ON read_tickets (tenant_id)")]
    [InlineData("CREATE UNIQUE INDEX read_tickets_number ON read_tickets (number, tenant_id)")]
    [InlineData("CREATE UNIQUE INDEX read_tickets_number ON read_tickets (tenant_id, number DESC)")]
    [InlineData("CREATE INDEX read_tickets_number ON read_tickets (tenant_id, number)")]
    [InlineData("CREATE UNIQUE INDEX read_tickets_number ON read_tickets (tenant_id, number) WHERE title = 'x'")]
    public async Task An_index_of_the_same_name_but_another_shape_is_found(string index)
    {
        var tickets = Given.Tickets("read_tickets");
        await _store.CreateMissingTables([tickets]);
        await _database.RunSql("DROP INDEX read_tickets_number");
        await _database.RunSql(index);

        (await _store.CompareSchema([tickets])).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            d => d.Table.ShouldBe("read_tickets"),
            d => d.Kind.ShouldBe(SchemaDifferenceKind.MissingIndex),
            d => d.Description.ShouldContain("read_tickets_number"));
    }

    [Theory]
    [InlineData("CREATE UNIQUE INDEX read_tickets_title ON read_tickets (tenant_id, title)")]
    [InlineData("CREATE UNIQUE INDEX read_tickets_title ON read_tickets (tenant_id, title) WHERE title = 'x'")]
    public async Task An_index_that_lost_its_condition_is_found(string index)
    {
        var tickets = Given.Tickets("read_tickets");
        await _store.CreateMissingTables([tickets]);
        await _database.RunSql("DROP INDEX read_tickets_title");
        await _database.RunSql(index);

        (await _store.CompareSchema([tickets])).ShouldHaveSingleItem().Kind.ShouldBe(SchemaDifferenceKind.MissingIndex);
    }

    [Fact]
    public async Task An_operators_own_index_disturbs_nobody()
    {
        var tickets = Given.Tickets("read_tickets");
        await _store.CreateMissingTables([tickets]);
        await _database.RunSql("CREATE INDEX an_operators_idea ON read_tickets (title)");

        (await _store.CompareSchema([tickets])).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_dropped_table_is_missing_and_can_be_created_anew()
    {
        var tickets = Given.Tickets("read_tickets");
        await _store.CreateMissingTables([tickets]);
        await ExecuteOn(_store, Given.Insert(tickets, Given.Ticket(Tenant, Guid.CreateVersion7())));

        await _store.DropTable(tickets);
        await _store.DropTable(tickets);

        (await _store.CompareSchema([tickets])).ShouldHaveSingleItem().Kind.ShouldBe(SchemaDifferenceKind.MissingTable);
        await _store.CreateMissingTables([tickets]);
        await using var session = _store.NewSession();
        (await session.CountRows(new RowQuery { Table = tickets, Scope = new TenantScope.Own(Tenant) })).ShouldBe(0);
    }

    [Fact]
    public async Task A_renamed_table_lives_beside_the_first_with_indexes_of_its_own()
    {
        var live = Given.Tickets("read_tickets");
        var shadow = live.Renamed("read_tickets_rebuild");
        await _store.CreateMissingTables([live, shadow]);
        await ExecuteOn(_store, Given.Insert(live, Given.Ticket(Tenant, Guid.CreateVersion7())), Given.Insert(shadow, Given.Ticket(Tenant, Guid.CreateVersion7())));

        var refused = await Should.ThrowAsync<UniqueIndexException>(() => ExecuteOn(_store, Given.Insert(shadow, Given.Ticket(Tenant, Guid.CreateVersion7()))));

        refused.Table.ShouldBe("read_tickets_rebuild");
        refused.Index.ShouldBe("read_tickets_rebuild_title");
        (await _store.CompareSchema([live, shadow])).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_one_store_wrote_another_store_reads()
    {
        var stream = NewStream();
        await _store.CreateMissingTables([]);
        await ExecuteOn(_store, Given.Append(stream, 1));
        await using var other = _database.NewStore();
        await other.Open();

        await using var session = other.NewSession();
        (await session.ReadStreamVersion(stream)).ShouldBe(new StreamVersion(1));
    }

    [Fact]
    public async Task One_process_at_a_time_has_the_schema_to_itself()
    {
        await using var other = _database.NewStore();
        await other.Open();
        Task<IAsyncDisposable> second;
        await using (await _store.LockSchema())
        {
            second = other.LockSchema();
            await _store.CreateMissingTables([Given.Tickets("read_tickets")]);
            second.IsCompleted.ShouldBeFalse();
        }

        await using var turn = await second;
    }

    private static Column Decimal(int precision, int scale) => new("value", ColumnType.Decimal) { Precision = precision, Scale = scale };

    private static Table With(string name, params Column[] columns) =>
        new(name, [new("tenant_id", ColumnType.Uuid), new("id", ColumnType.Uuid), .. columns], []);

    /// <summary>A table with a column of every type, once required and once not.</summary>
    private static Table Everything(string name) =>
        With(name, [.. EdgeValues.All.Values.SelectMany((v, i) => new[] { v.Column with { Name = $"required_{i}" }, v.Nullable with { Name = $"optional_{i}" } })]);

    private static async Task ExecuteOn(Store store, params WriteOperation[] operations)
    {
        await using var session = store.NewSession();
        await session.Execute(operations);
    }
}
