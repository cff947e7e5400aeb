using Kumiko.Storage;
using Kumiko.Testing;
using Kumiko.Tests.Apps;

namespace Kumiko.Tests.Dispatch;

/// <summary>Whatever is written and however it is read back in the same command: what comes back is what was written.</summary>
public abstract class ReadYourWritesSpecification(DatabaseSource source) : BankTests(source)
{
    public static TheoryData<string, string> Combinations =>
    [
        .. from write in new[] { "create", "update", "update twice", "append", "delete", "create and delete" }
           from read in new[] { "get", "find", "query", "count", "load", "events", "nested query" }
           select (write, read),
    ];

    [Theory]
    [MemberData(nameof(Combinations))]
    public async Task What_a_command_wrote_is_what_it_reads(string write, string read)
    {
        var app = await Start();
        var existing = await app.As().Create(new Account { Owner = "existing", Balance = 1 });

        var outcome = await app.As().Batch(null, Call(Bank.Step(async ctx =>
        {
            var (id, balance, version) = await Write(ctx, write, existing.Id);
            (await Read(ctx, read, id)).ShouldBe(read switch
            {
                "count" => balance is null ? "0" : "1",
                "events" => $"{version} events",
                _ => balance is null ? "nothing" : $"{balance} at {version}",
            });
        })));

        outcome.Error.ShouldBeNull();
        await ShouldBeSound(app);
    }

    [Fact]
    public async Task A_soft_deleted_record_is_gone_and_comes_back_within_one_command()
    {
        var app = await Start();
        var memo = await app.As().Create(new Memo { Text = "a" });

        var outcome = await app.As().Batch(null, Call(Bank.Step(async ctx =>
        {
            await ctx.Delete(await ctx.Get<Memo>(memo.Id));
            (await ctx.Find<Memo>(memo.Id)).ShouldBeNull();
            (await ctx.Query<Memo>().Count()).ShouldBe(0);
            (await ctx.Query<Memo>().IncludeDeleted().ToList()).Single().IsDeleted.ShouldBeTrue();
            var restored = await ctx.Restore<Memo>(memo.Id);
            restored.IsDeleted.ShouldBeFalse();
            await ctx.Update(restored, m => m.Text = "b");
            (await ctx.Get<Memo>(memo.Id)).Text.ShouldBe("b");
            (await ctx.Query<Memo>().Count()).ShouldBe(1);
        })));

        outcome.Error.ShouldBeNull();
        (await app.As().Detail<Memo>(memo.Id))!.Version.Value.ShouldBe(4);
        await ShouldBeSound(app);
    }

    [Fact]
    public async Task Many_changes_of_one_record_are_many_events_and_one_statement()
    {
        var app = await Start();
        var operations = new List<WriteOperation>();
        var dispatcher = Watched(app, new WatchedStore(app.Store) { BeforeExecute = operations.AddRange });
        var step = Bank.Step(async ctx =>
        {
            var account = await ctx.Create(new Account { Owner = "Anna" });
            for (var i = 1; i <= 5; i++)
            {
                await ctx.Update(account, a => a.Balance = i);
            }

            await ctx.Append(account, new Deposited(1));
            await ctx.Update(account, a => a.Note = "last");
        });

        await Write(dispatcher, app, Call(step));

        operations.OfType<WriteOperation.Append>().Count().ShouldBe(8);
        operations.OfType<WriteOperation.InsertRow>().Count().ShouldBe(1);
        operations.Count.ShouldBe(9);
        var account = (await app.As().List<Account>()).Rows.ShouldHaveSingleItem();
        (account.Balance, account.Note, account.Version.Value).ShouldBe((5, "last", 8));
        await ShouldBeSound(app);
    }

    [Fact]
    public async Task Events_of_a_stream_that_is_no_records_count_on_within_and_across_commands()
    {
        var app = await Start();
        var id = Guid.CreateVersion7();
        List<long> versions = [];
        var step = Bank.Step(async ctx =>
        {
            versions.Add((await ctx.Append("safe", id, new Deposited(1))).Value);
            versions.Add((await ctx.Append("safe", id, new Deposited(2))).Value);
            versions.Add((await ctx.LoadEvents(id)).Count);
            versions.Add((await ctx.Append("safe", id, new Deposited(3))).Value);
        });

        await app.As().Write(step);
        await app.As().Write(step);

        versions.ShouldBe([1, 2, 2, 3, 4, 5, 5, 6]);
        (await Stream(app, id)).Count.ShouldBe(6);
    }

    [Fact]
    public async Task An_event_for_another_version_than_the_streams_is_a_version_conflict()
    {
        var app = await Start();
        var id = Guid.CreateVersion7();
        Step Appends(int times, long expected) => Bank.Step(async ctx =>
        {
            for (var i = 0; i < times; i++)
            {
                await ctx.Append("safe", id, new Deposited(1), new StreamVersion(expected));
            }
        });

        (await app.As().Batch(null, Call(Appends(2, 0)))).Error.ShouldBeOfType<VersionConflictException>().CurrentVersion.Value.ShouldBe(1);
        (await app.As().Batch(null, Call(Appends(1, 0)))).Error.ShouldBeNull();
        (await app.As().Batch(null, Call(Appends(1, 0)))).Error.ShouldBeOfType<VersionConflictException>().CurrentVersion.Value.ShouldBe(1);
        (await app.As().Batch(null, Call(Appends(1, 5)))).Error.ShouldBeOfType<VersionConflictException>().CurrentVersion.Value.ShouldBe(1);
        (await Stream(app, id)).Count.ShouldBe(1);
    }

    private static async Task<(Guid Id, int? Balance, long Version)> Write(WriteContext ctx, string write, Guid existing)
    {
        switch (write)
        {
            case "create":
                return ((await ctx.Create(new Account { Owner = "new", Balance = 7 })).Id, 7, 1);
            case "update":
                await ctx.Update<Account>(existing, a => a.Balance = 8);
                return (existing, 8, 2);
            case "update twice":
                await ctx.Update<Account>(existing, a => a.Balance = 8);
                await ctx.Update<Account>(existing, a => a.Balance = 9);
                return (existing, 9, 3);
            case "append":
                await ctx.Append(await ctx.Get<Account>(existing), new Deposited(1));
                return (existing, 1, 2);
            case "delete":
                await ctx.Delete(await ctx.Get<Account>(existing));
                return (existing, null, 2);
            default:
                var account = await ctx.Create(new Account { Owner = "new", Balance = 7 });
                await ctx.Delete(account);
                return (account.Id, null, 2);
        }
    }

    private async Task<string> Read(WriteContext ctx, string read, Guid id)
    {
        switch (read)
        {
            case "get":
                try
                {
                    return Describe(await ctx.Get<Account>(id));
                }
                catch (NotFoundException)
                {
                    return "nothing";
                }

            case "find": return Describe(await ctx.Find<Account>(id));
            case "query": return Describe(await ctx.Query<Account>().Where(a => a.Id == id).FirstOrDefault());
            case "count": return $"{await ctx.Query<Account>().Where(a => a.Id == id).Count()}";
            case "load": return Describe(await ctx.Load<Account>(id));
            case "events": return $"{(await ctx.LoadEvents(id)).Count} events";
            default: return await ctx.Query<string>(Bank.Question(async q => Describe(await q.Find<Account>(id))));
        }
    }

    private static string Describe(Account? account) => account is null ? "nothing" : $"{account.Balance} at {account.Version}";
}
