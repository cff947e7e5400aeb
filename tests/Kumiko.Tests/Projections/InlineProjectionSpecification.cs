using Kumiko.Testing;
using Kumiko.Tests.Apps;
using Kumiko.Tests.Dispatch;

namespace Kumiko.Tests.Projections;

/// <summary>A projection's rows follow from events in the command's transaction, and are the same when they are derived anew.</summary>
public abstract class InlineProjectionSpecification(DatabaseSource source) : ReportTests(source)
{
    [Fact]
    public async Task Rows_follow_from_the_life_of_records()
    {
        var app = await StartReports();
        var user = app.As();
        var first = await user.Create(new Account { Owner = "Anna", Balance = 10 });
        await user.Create(new Account { Owner = "Anna", Balance = 5 });
        await user.Update(first, a => a.Balance = 12);

        (await Rows<OwnerSum>(app)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            s => s.Owner.ShouldBe("Anna"), s => s.Accounts.ShouldBe(2), s => s.Balance.ShouldBe(17));

        await user.Delete<Account>(first.Id);
        (await Rows<OwnerSum>(app)).ShouldHaveSingleItem().Balance.ShouldBe(5);
        await ShouldEqualRebuilds(app);
    }

    [Fact]
    public async Task A_handler_sees_the_record_before_and_after()
    {
        var app = await StartReports();
        var account = await app.As().Create(new Account { Owner = "Anna", Balance = 10 });
        await app.As().Update(account, a => a.Owner = "Ben");

        (await Rows<OwnerSum>(app)).OrderBy(s => s.Owner).Select(s => (s.Owner, s.Accounts, s.Balance)).ShouldBe([("Anna", 0, 0L), ("Ben", 1, 10L)]);
        await ShouldEqualRebuilds(app);
    }

    [Fact]
    public async Task Soft_deleted_and_restored_records_are_told_of()
    {
        var app = await StartReports();
        var memo = await app.As().Create(new Memo { Text = "one" });
        await app.As().Delete<Memo>(memo.Id);
        (await Rows<MemoCount>(app)).ShouldHaveSingleItem().Count.ShouldBe(0);

        await app.As().Restore<Memo>(memo.Id);
        (await Rows<MemoCount>(app)).ShouldHaveSingleItem().Count.ShouldBe(1);
        await ShouldEqualRebuilds(app);
    }

    [Fact]
    public async Task Archived_records_are_told_of_and_so_are_those_that_come_back()
    {
        var app = await StartReports();
        var memo = await app.As().Create(new Memo { Text = "one" });
        var card = await app.As().Create(new Card { Number = "7", Uses = 3 });
        await Run(app, async ctx =>
        {
            await ctx.ArchiveStream(await ctx.Get<Memo>(memo.Id), "done");
            await ctx.ArchiveStream(await ctx.Get<Card>(card.Id), "done");
        });
        (await Rows<MemoCount>(app)).ShouldHaveSingleItem().Count.ShouldBe(0);
        (await Rows<CardCopy>(app)).ShouldHaveSingleItem().IsArchived.ShouldBeTrue();
        await ShouldEqualRebuilds(app);

        await Run(app, async ctx =>
        {
            await ctx.RestoreStream<Memo>(memo.Id);
            await ctx.RestoreStream<Card>(card.Id);
        });
        (await Rows<MemoCount>(app)).ShouldHaveSingleItem().Count.ShouldBe(1);
        (await Rows<CardCopy>(app)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(c => c.IsArchived.ShouldBeFalse(), c => c.Uses.ShouldBe(3));
        await ShouldEqualRebuilds(app);
    }

    [Fact]
    public async Task Events_of_the_domain_are_told_of_with_their_author_and_only_from_the_sources()
    {
        var app = await StartReports();
        var account = await app.As("Clerk").Create(new Account { Owner = "Anna" });
        var safe = Guid.CreateVersion7();
        await app.As("Clerk").Write(Bank.Step(async ctx =>
        {
            await ctx.Append(await ctx.Get<Account>(account.Id), new Deposited(1));
            await ctx.Append("safe", safe, new Deposited(20));
            await ctx.Append("safe", safe, new Deposited(300));
        }));

        (await Rows<DepositEntry>(app)).Select(d => (d.Amount, d.By)).Order().ShouldBe([(1, "user-clerk"), (20, "user-clerk"), (300, "user-clerk")]);
        (await Rows<SafeSum>(app)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(s => s.Id.ShouldBe(safe), s => s.Amount.ShouldBe(320));
        await ShouldEqualRebuilds(app);
    }

    [Fact]
    public async Task Many_records_that_are_created_at_once_are_told_of_one_by_one()
    {
        var app = await StartReports();
        await Run(app, ctx => ctx.CreateMany([.. Enumerable.Range(0, 250).Select(i => new Account { Owner = $"{i % 3}", Balance = i })]));

        var sums = await Rows<OwnerSum>(app);
        sums.Sum(s => s.Accounts).ShouldBe(250);
        sums.Sum(s => s.Balance).ShouldBe(250 * 249 / 2);
        await ShouldEqualRebuilds(app);
    }

    [Fact]
    public async Task A_command_sees_the_rows_that_follow_from_what_it_has_written()
    {
        var app = await StartReports();
        await Run(app, async ctx =>
        {
            for (var i = 1; i <= 3; i++)
            {
                await ctx.Create(new Account { Owner = "Anna", Balance = i });
                var sum = await ctx.Rows<OwnerSum>().Find(new OwnerSum { Owner = "Anna" });
                sum.ShouldNotBeNull().Accounts.ShouldBe(i);
                await ctx.Create(new Memo { Text = "same" });
                (await ctx.Rows<MemoCount>().FirstOrDefault()).ShouldNotBeNull().Count.ShouldBe(i);
            }
        });
        await ShouldEqualRebuilds(app);
    }

    [Fact]
    public async Task What_a_handler_refuses_fails_the_command_as_it_is()
    {
        var app = await StartReports();
        Reports.OnMemo = text => throw new UnprocessableException("no_memos", $"No '{text}'.");
        var outcome = await app.As().Batch(null, CreateAccount("Anna"), ("bank:write:memo:create", Payload(new { text = "one" })));

        outcome.Error.ShouldBeOfType<UnprocessableException>().Reason.ShouldBe("no_memos");
        outcome.FailedIndex.ShouldBe(1);
        (await Log(app)).ShouldBeEmpty();
        (await Rows<OwnerSum>(app)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_handler_that_fails_is_an_internal_error_that_names_projection_and_event()
    {
        var app = await StartReports();
        Reports.OnMemo = _ => throw new InvalidTimeZoneException("A defect.");
        var outcome = await app.As().Batch(null, ("bank:write:memo:create", Payload(new { text = "one" })));

        outcome.Error.ShouldBeOfType<InternalErrorException>();
        outcome.Error.InnerException.ShouldBeOfType<ProjectionException>().Message.ShouldSatisfyAllConditions(
            m => m.ShouldContain("reports:projection:memo-count"), m => m.ShouldContain("memo.created"), m => m.ShouldContain("A defect."));
        (await Log(app)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_command_cannot_go_on_as_if_a_projection_had_not_failed()
    {
        var app = await StartReports();
        Reports.OnMemo = _ => throw new UnprocessableException("no_memos", "No.");
        var outcome = await app.As().Batch(null, ("bank:write:step", Payload(Bank.Step(async ctx =>
        {
            await Should.ThrowAsync<UnprocessableException>(() => ctx.Create(new Memo { Text = "one" }));
        }))));

        outcome.Error.ShouldBeOfType<UnprocessableException>().Reason.ShouldBe("no_memos");
        (await Log(app)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_nested_command_whose_projection_failed_is_undone_and_the_calling_one_may_go_on()
    {
        var app = await StartReports();
        await app.As().Create(new Memo { Text = "one" });
        Reports.OnMemo = text =>
        {
            if (text == "bad")
            {
                throw new UnprocessableException("no_memos", "No.");
            }
        };
        await Run(app, async ctx =>
        {
            await ctx.Create(new Memo { Text = "one" });
            await Should.ThrowAsync<UnprocessableException>(() => ctx.Write(Bank.Step(async inner =>
            {
                await inner.Create(new Account { Owner = "Anna" });
                await inner.Create(new Memo { Text = "one" });
                await inner.Create(new Memo { Text = "bad" });
            })));
            await ctx.Create(new Memo { Text = "one" });
        });

        (await Rows<MemoCount>(app)).ShouldHaveSingleItem().Count.ShouldBe(3);
        (await Rows<OwnerSum>(app)).ShouldBeEmpty();
        await ShouldEqualRebuilds(app);
    }

    [Fact]
    public async Task Rows_belong_to_the_tenant_of_the_event()
    {
        var app = await StartReports();
        await app.As(TestTenants.First).Create(new Account { Owner = "Anna" });
        await app.As(TestTenants.Second).Create(new Account { Owner = "Anna" });
        await Run(app, ctx => ctx.AcrossTenants("a test").For(TestTenants.Second).Create(new Account { Owner = "Anna" }));

        (await Rows<OwnerSum>(app)).ShouldHaveSingleItem().Accounts.ShouldBe(1);
        (await app.As(TestTenants.Second).Query<List<OwnerSum>>(Bank.Question(ctx => ctx.Rows<OwnerSum>().ToList()))).ShouldHaveSingleItem().Accounts.ShouldBe(2);
        await ShouldEqualRebuilds(app);
    }
}
