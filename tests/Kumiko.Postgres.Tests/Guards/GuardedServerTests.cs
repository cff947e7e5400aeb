using Kumiko.Storage;
using Npgsql;
using static Kumiko.Postgres.Tests.Samples;

namespace Kumiko.Postgres.Tests.Guards;

/// <summary>What the server itself lets through, whatever sends the statement: here nothing of the framework stands in between.</summary>
public class GuardedServerTests(PostgresFixture postgres)
{
    private static readonly TenantId Other = new(Guid.Parse("20000000-0000-4000-8000-000000000002"));

    [Theory]
    [InlineData(null, 0)]
    [InlineData("", 0)]
    [InlineData("{}", 1)]
    [InlineData("{10000000-0000-4000-8000-000000000001}", 2)]
    [InlineData("{10000000-0000-4000-8000-000000000001,20000000-0000-4000-8000-000000000002}", 3)]
    [InlineData("all", 3)]
    public async Task A_select_without_any_condition_finds_what_the_setting_lets_it_find(string? setting, int found)
    {
        await using var test = await Filled();
        await using var raw = await Raw.Open(test.ConnectionString, setting);

        // What belongs to the system tenant needs no setting: it is there for all.
        (await raw.Scalar("select count(*) from things")).ShouldBe((long)Math.Max(found, 1));
        (await raw.Scalar("select count(*) from kumiko_events")).ShouldBe((long)Math.Max(found, 1));
        (await raw.Scalar("select count(*) from kumiko_answers")).ShouldBe((long)(found == 0 ? 0 : found - 1));
    }

    [Theory]
    [InlineData("update things set title = 'stolen' where tenant_id = '20000000-0000-4000-8000-000000000002'")]
    [InlineData("delete from things where tenant_id = '20000000-0000-4000-8000-000000000002'")]
    [InlineData("delete from kumiko_events where tenant_id = '20000000-0000-4000-8000-000000000002'")]
    [InlineData("update things set title = 'mine' where tenant_id = '00000000-0000-4000-8000-000000000000'")]
    [InlineData("delete from things where title = 'theirs'")]
    public async Task A_change_to_other_tenants_rows_finds_none(string statement)
    {
        await using var test = await Filled();
        await using var raw = await Raw.Open(test.ConnectionString, $"{{{Tenant}}}");
        (await raw.Run(statement)).ShouldBe(0);

        await using var everything = await Raw.Open(test.ConnectionString, "all");
        (await everything.Run(statement)).ShouldBe(1);
    }

    [Theory]
    [InlineData("insert into things values ('20000000-0000-4000-8000-000000000002', gen_random_uuid(), 'smuggled', null, false)")]
    [InlineData("insert into things values ('00000000-0000-4000-8000-000000000000', gen_random_uuid(), 'smuggled', null, false)")]
    [InlineData("update things set tenant_id = '20000000-0000-4000-8000-000000000002'")]
    public async Task A_row_does_not_get_into_another_tenant(string statement)
    {
        await using var test = await Filled();
        await using var raw = await Raw.Open(test.ConnectionString, $"{{{Tenant}}}");
        (await Should.ThrowAsync<PostgresException>(() => raw.Run(statement))).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Fact]
    public async Task Every_table_with_a_tenant_is_guarded_even_from_its_owner()
    {
        await using var test = await Filled();
        await using var raw = await Raw.Open(test.ConnectionString, null);

        (await raw.Scalar(
            """
            select string_agg(distinct c.relname, ' ') from pg_class c join pg_attribute a on a.attrelid = c.oid
            where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and a.attname = 'tenant_id'
              and not (c.relrowsecurity and c.relforcerowsecurity and exists (select 1 from pg_policy p where p.polrelid = c.oid))
            """)).ShouldBe(DBNull.Value);
        (await raw.Scalar("select count(*) from pg_class where relrowsecurity and relnamespace = current_schema()::regnamespace")).ShouldBe(6L);
    }

    [Fact]
    public async Task A_user_whom_nothing_is_kept_from_is_refused()
    {
        var schema = await postgres.Server.CreateSchema();
        await using var store = new PostgresStore(new PostgresStoreOptions { ConnectionString = schema.ConnectionString, RowLevelSecurity = true });
        (await Should.ThrowAsync<StoreUnavailableException>(() => store.Open())).Message.ShouldContain("superuser");
        await schema.DisposeAsync();
    }

    [Fact]
    public async Task A_batch_is_still_one_round_trip()
    {
        await using var test = await Filled();
        await using var wire = new WireTap(new NpgsqlConnectionStringBuilder(test.ConnectionString).Host!);
        await using var store = new PostgresStore(
            new PostgresStoreOptions { ConnectionString = wire.Through(test.ConnectionString), RowLevelSecurity = true });
        await store.Open();
        for (var call = 0; call < 4; call++)
        {
            var before = wire.RoundTrips;
            await using var session = store.NewSession();
            session.Reach = TenantReach.Of(Tenant);
            await session.Execute([Insert(Guid.CreateVersion7(), $"thing {call}"), Append(Guid.CreateVersion7())]);
            await session.ReadRows(new RowQuery { Table = Things, Scope = new TenantScope.Own(Tenant) });
            (wire.RoundTrips - before).ShouldBe(2, $"call {call}");
        }
    }

    private async Task<TestStore> Filled()
    {
        var test = await postgres.NewGuardedStore(Things);
        await test.Execute([.. WritesOf(Tenant, "mine"), .. WritesOf(Other, "theirs"), .. WritesOf(TenantId.System, "shared")]);
        return test;
    }

    private static IEnumerable<WriteOperation> WritesOf(TenantId tenant, string title)
    {
        var id = Guid.CreateVersion7();
        yield return Insert(tenant, id, title);
        yield return new WriteOperation.Append(Append(id).Event with { Stream = new StreamId(tenant, id) });
        if (tenant != TenantId.System)
        {
            yield return new WriteOperation.RecordAnswer(
                new RecordedAnswer(new RequestKey(tenant, UserId.System, "one"), new byte[32], "{}"u8.ToArray(), DateTimeOffset.UnixEpoch));
        }
    }

    /// <summary>A connection of its own, with the setting that says whose rows are within reach.</summary>
    private sealed class Raw(NpgsqlConnection connection) : IAsyncDisposable
    {
        public static async Task<Raw> Open(string connectionString, string? setting)
        {
            var connection = new NpgsqlConnection($"{connectionString};Pooling=false");
            await connection.OpenAsync();
            var raw = new Raw(connection);
            if (setting is not null)
            {
                await raw.Run($"set kumiko.tenants = '{setting}'");
            }

            return raw;
        }

        public async Task<int> Run(string statement)
        {
            await using var command = new NpgsqlCommand(statement, connection);
            return await command.ExecuteNonQueryAsync();
        }

        public async Task<object?> Scalar(string statement)
        {
            await using var command = new NpgsqlCommand(statement, connection);
            return await command.ExecuteScalarAsync();
        }

        public ValueTask DisposeAsync() => connection.DisposeAsync();
    }
}
