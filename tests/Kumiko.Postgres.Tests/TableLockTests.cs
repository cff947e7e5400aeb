using Kumiko.Storage;
using Npgsql;
using static Kumiko.Postgres.Tests.Samples;

namespace Kumiko.Postgres.Tests;

/// <summary>Locks of tables, where several can write and read at once and somebody has to wait.</summary>
public class TableLockTests(PostgresFixture postgres)
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_table_that_others_keep_writing_to_is_not_locked()
    {
        await using var test = await postgres.NewStore(Things);
        await using var writer = test.Store.NewSession();
        await writer.Begin();
        await writer.Execute([Insert(Guid.CreateVersion7(), "a")]);
        await using var session = test.Store.NewSession();
        await session.Begin();

        (await Should.ThrowAsync<TableLockedException>(() => session.LockTable(Things, Short))).Table.ShouldBe("things");

        await Should.ThrowAsync<InvalidOperationException>(() => session.Commit());
        await session.Rollback();
        await writer.Commit();
        await session.Begin();
        await session.LockTable(Things, Short);
    }

    [Fact]
    public async Task A_table_that_others_keep_reading_is_not_swapped_and_stays_as_it_is()
    {
        await using var test = await postgres.NewStore(Things);
        var (shadow, old) = (Things.Renamed("things_new"), Things.Renamed("things_old"));
        await test.Store.CreateMissingTables([shadow]);
        await using var reader = test.Store.NewSession();
        await reader.Begin();
        await reader.CountRows(new RowQuery { Table = Things, Scope = new TenantScope.Own(Tenant) });
        await using (var session = test.Store.NewSession())
        {
            await session.Begin();
            await session.LockTable(Things, Short);
            (await Should.ThrowAsync<TableLockedException>(() => session.SwapTables(Things, shadow, old, Short))).Table.ShouldBe("things");
        }

        (await test.Store.CompareSchema([Things, shadow])).ShouldBeEmpty();
        await test.Execute(Insert(Guid.CreateVersion7(), "a"));
    }

    [Fact]
    public async Task The_patience_is_that_of_the_lock_alone()
    {
        var others = Things.Renamed($"things_{Guid.NewGuid():N}");
        await using var test = await postgres.NewStore(Things, others);
        var id = Guid.CreateVersion7();
        await test.Execute(new WriteOperation.InsertRow(others, [Tenant.Value, id, "a", null, false]));
        await using var holder = test.Store.NewSession();
        await holder.Begin();
        await holder.LockRow(others, Tenant, id);
        await using var session = test.Store.NewSession();
        await session.Begin();
        await session.LockTable(Things, Short);

        var row = session.LockRow(others, Tenant, id);
        await UntilSomebodyHasWaited(test, others.Name, Short * 4);
        await holder.Commit();

        (await row).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_swapped_table_keeps_what_its_primary_key_is_called_through_many_swaps()
    {
        await using var test = await postgres.NewStore(Things);
        var (shadow, old) = (Things.Renamed("things_new"), Things.Renamed("things_old"));
        for (var i = 0; i < 3; i++)
        {
            await test.Store.CreateMissingTables([shadow]);
            await using var session = test.Store.NewSession();
            await session.Begin();
            await session.SwapTables(Things, shadow, old, Long);
            await session.Commit();
            await test.Store.DropTable(old);
        }

        var id = Guid.CreateVersion7();
        await test.Execute(Insert(id, "a"));
        (await Should.ThrowAsync<UniqueIndexException>(() => test.Execute(Insert(id, "b")))).Index.ShouldBe("things_pkey");
    }

    private static async Task UntilSomebodyHasWaited(TestStore test, string table, TimeSpan time)
    {
        using var patience = new CancellationTokenSource(Long);
        await using var connection = new NpgsqlConnection($"{test.ConnectionString};Pooling=false");
        await connection.OpenAsync(patience.Token);
        await using var command = new NpgsqlCommand(
            "select exists (select 1 from pg_stat_activity where wait_event_type = 'Lock' and strpos(query, $1) > 0 and clock_timestamp() - query_start > $2)",
            connection)
        {
            Parameters = { new NpgsqlParameter<string> { TypedValue = table }, new NpgsqlParameter<TimeSpan> { TypedValue = time } },
        };
        while (await command.ExecuteScalarAsync(patience.Token) is false)
        {
        }
    }
}
