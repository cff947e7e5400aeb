using Kumiko.Storage;
using static Kumiko.Postgres.Tests.Samples;

namespace Kumiko.Postgres.Tests.Guards;

/// <summary>What a statement of the store can do when its scope is wrong, or missing. Each test shows, too, that without the guard it would be done.</summary>
public class GuardedSessionTests(PostgresFixture postgres)
{
    private static readonly TenantId Other = new(Guid.Parse("20000000-0000-4000-8000-000000000002"));
    private static readonly TenantScope.All Forgotten = new("a condition that somebody forgot");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Rows_that_are_asked_for_without_a_tenant_are_the_sessions_own_and_the_systems(bool isGuarded)
    {
        await using var test = await Filled(isGuarded);
        await using var session = Reaching(test, Tenant);

        var rows = await session.ReadRows(new RowQuery { Table = Things, Scope = Forgotten });
        rows.Select(r => (string)r[2]!).Order().ShouldBe(isGuarded ? ["mine", "shared"] : ["mine", "shared", "theirs"]);
        (await session.CountRows(new RowQuery { Table = Things, Scope = Forgotten })).ShouldBe(rows.Count);
        (await session.ReadPage(Things, null, 10)).Count.ShouldBe(rows.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_row_that_is_asked_for_in_another_tenant_is_not_there(bool isGuarded)
    {
        await using var test = await Filled(isGuarded);
        await using var session = Reaching(test, Tenant);
        var id = IdOf("theirs");

        (await session.ReadRow(Things, new TenantScope.Own(Other), id) is null).ShouldBe(isGuarded);
        (await session.ReadRow(Things, Forgotten, id) is null).ShouldBe(isGuarded);
        (await session.ReadRows(Things, [(Other, id)])).Count.ShouldBe(isGuarded ? 0 : 1);
        await session.Begin();
        (await session.LockRow(Things, Other, id) is null).ShouldBe(isGuarded);
    }

    [Fact]
    public async Task Nothing_is_written_into_another_tenant()
    {
        await using var test = await Filled(isGuarded: true);
        var id = IdOf("theirs");
        foreach (var operation in (WriteOperation[])
        [
            Insert(Other, Guid.CreateVersion7(), "smuggled"),
            new WriteOperation.UpdateRow(Things, Other, id, [2], ["stolen"]),
            new WriteOperation.DeleteRow(Things, Other, id),
            new WriteOperation.UpsertRow(Things, [Other.Value, id, "stolen", null, false], [2], []),
            AppendTo(Other, Guid.CreateVersion7(), 1),
            AppendTo(Other, id, 2),
        ])
        {
            await using var session = Reaching(test, Tenant);
            await Should.ThrowAsync<Exception>(() => session.Execute([operation]), operation.ToString());
        }

        await using (var session = Reaching(test, Tenant))
        {
            await session.Execute([new WriteOperation.RemoveRow(Things, Other, id)]);
        }

        (await test.Rows(Things)).Select(r => (string)r[2]!).Order().ShouldBe(["mine", "shared", "theirs"]);
        (await EventsOf(test.Store.NewSession(), Other, id)).ShouldBe(1);
    }

    [Fact]
    public async Task Everybody_reads_what_is_the_systems_and_nobody_writes_it()
    {
        await using var test = await Filled(isGuarded: true);
        await using var session = Reaching(test, Tenant);
        var id = IdOf("shared");

        (await session.ReadRow(Things, new TenantScope.Own(TenantId.System), id)).ShouldNotBeNull();
        (await EventsOf(session, TenantId.System, id)).ShouldBe(1);
        await Should.ThrowAsync<InvalidOperationException>(() => session.Execute([new WriteOperation.UpdateRow(Things, TenantId.System, id, [2], ["mine"])]));
        await Should.ThrowAsync<InvalidOperationException>(() => session.Execute([Insert(TenantId.System, Guid.CreateVersion7(), "mine")]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Another_tenants_streams_are_empty_and_its_part_of_the_log_is_not_there(bool isGuarded)
    {
        await using var test = await Filled(isGuarded);
        await using var session = Reaching(test, Tenant);
        var id = IdOf("theirs");

        (await EventsOf(session, Other, id)).ShouldBe(isGuarded ? 0 : 1);
        (await session.ReadStreamVersion(new StreamId(Other, id))).Value.ShouldBe(isGuarded ? 0 : 1);
        (await session.ReadLastEvent(new StreamId(Other, id)) is null).ShouldBe(isGuarded);
        (await session.ReadLog(new LogQuery())).Count.ShouldBe(isGuarded ? 2 : 3);
        (await session.CountLog(new LogQuery())).ShouldBe(isGuarded ? 2 : 3);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Another_tenants_answers_are_not_there(bool isGuarded)
    {
        await using var test = await Filled(isGuarded);
        var key = new RequestKey(Other, UserId.System, "one");
        await test.Execute(new WriteOperation.RecordAnswer(new RecordedAnswer(key, new byte[32], "{}"u8.ToArray(), DateTimeOffset.UnixEpoch)));

        await using var session = Reaching(test, Tenant);
        (await session.ReadAnswer(key) is null).ShouldBe(isGuarded);
    }

    [Fact]
    public async Task What_is_refused_says_who_refused_it()
    {
        await using var test = await Filled(isGuarded: true);
        await using var session = Reaching(test, Tenant);

        var refusal = await Should.ThrowAsync<InvalidOperationException>(() => session.Execute([Insert(Other, Guid.CreateVersion7(), "smuggled")]));
        refusal.Message.ShouldContain("row-level security");
        refusal.Message.ShouldContain("things");
    }

    [Fact]
    public async Task A_session_that_reaches_further_writes_further()
    {
        await using var test = await Filled(isGuarded: true);
        await using var session = Reaching(test, Tenant);
        await session.Begin();
        await session.Execute([Insert(Guid.CreateVersion7(), "first")]);
        session.Reach = session.Reach.With(Other);
        await session.Execute([Insert(Other, Guid.CreateVersion7(), "second"), Insert(Guid.CreateVersion7(), "third")]);
        await session.Commit();

        (await session.CountRows(new RowQuery { Table = Things, Scope = Forgotten })).ShouldBe(6);
    }

    [Fact]
    public async Task A_transaction_that_goes_back_to_a_mark_still_reaches_what_it_should()
    {
        await using var test = await Filled(isGuarded: true);
        await using var session = Reaching(test, Tenant);
        await session.Begin();
        await session.Savepoint("before");
        await session.Execute([Insert(Guid.CreateVersion7(), "undone")]);
        await session.RollbackTo("before");
        await session.Execute([Insert(Guid.CreateVersion7(), "kept")]);
        (await session.ReadRows(new RowQuery { Table = Things, Scope = Forgotten })).Select(r => (string)r[2]!).Order().ShouldBe(["kept", "mine", "shared"]);
        await session.Commit();
    }

    [Fact]
    public async Task A_connection_forgets_whom_it_served()
    {
        await using var test = await Filled(isGuarded: true, ";Maximum Pool Size=1");
        for (var i = 0; i < 5; i++)
        {
            await using (var wide = test.Store.NewSession())
            {
                (await wide.CountRows(new RowQuery { Table = Things, Scope = Forgotten })).ShouldBe(3);
            }

            await using var narrow = Reaching(test, i % 2 == 0 ? Tenant : Other);
            (await narrow.CountRows(new RowQuery { Table = Things, Scope = Forgotten })).ShouldBe(2);
        }
    }

    [Fact]
    public async Task Imports_and_copies_keep_to_the_reach()
    {
        await using var test = await Filled(isGuarded: true);
        await using var session = Reaching(test, Tenant);
        await session.Begin();
        await session.InsertRows(Things, [.. Enumerable.Range(0, 2500).Select(n => Insert(Guid.CreateVersion7(), $"row {n}").Values)]);
        await session.ImportEvents([.. Enumerable.Range(0, 2500).Select(_ => Append(Guid.CreateVersion7()).Event)]);
        await session.Commit();
        (await session.CountLog(new LogQuery())).ShouldBe(2502);

        await session.Begin();
        await Should.ThrowAsync<InvalidOperationException>(() => session.InsertRows(
            Things, [.. Enumerable.Range(0, 2500).Select(n => Insert(n == 2400 ? Other : Tenant, Guid.CreateVersion7(), $"other {n}").Values)]));
        await session.Rollback();
        await session.Begin();
        await Should.ThrowAsync<InvalidOperationException>(() => session.ImportEvents([AppendTo(Other, Guid.CreateVersion7(), 1).Event]));
    }

    private async Task<TestStore> Filled(bool isGuarded, string settings = "")
    {
        var test = isGuarded ? await postgres.NewGuardedStore(settings, Things) : await postgres.NewStore(Things);
        await test.Execute(
            Insert(Tenant, IdOf("mine"), "mine"), Insert(Other, IdOf("theirs"), "theirs"), Insert(TenantId.System, IdOf("shared"), "shared"),
            AppendTo(Tenant, IdOf("mine"), 1), AppendTo(Other, IdOf("theirs"), 1), AppendTo(TenantId.System, IdOf("shared"), 1));
        return test;
    }

    private static StoreSession Reaching(TestStore test, TenantId tenant)
    {
        var session = test.Store.NewSession();
        session.Reach = TenantReach.Of(tenant);
        return session;
    }

    private static Guid IdOf(string title) => new(title.PadRight(16).Select(c => (byte)c).ToArray());

    private static WriteOperation.Append AppendTo(TenantId tenant, Guid id, long version) =>
        new(Append(id, version).Event with { Stream = new StreamId(tenant, id) });

    private static async Task<int> EventsOf(StoreSession session, TenantId tenant, Guid id) =>
        (await session.ReadStream(new StreamId(tenant, id), StreamRange.Whole)).Count;
}
