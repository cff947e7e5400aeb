using Kumiko.Testing;
using Kumiko.Tests.Apps;
using Kumiko.Tests.Dispatch;

namespace Kumiko.Tests.Projections;

/// <summary>Handlers ask for a projection's rows as they ask for records.</summary>
public abstract class ProjectionQuerySpecification(DatabaseSource source) : ReportTests(source)
{
    [Fact]
    public async Task Rows_are_filtered_ordered_paged_and_counted()
    {
        var app = await StartReports();
        await Run(app, ctx => ctx.CreateMany([.. Enumerable.Range(1, 9).Select(i => new Account { Owner = $"owner {i}", Balance = i % 4 })]));

        (await Ask(app, ctx => ctx.Rows<OwnerSum>().Where(s => s.Balance >= 1 && s.Owner != "owner 5").OrderByDescending(s => s.Balance).OrderBy(s => s.Owner).Skip(1).Take(3).ToList()))
            .Select(s => s.Owner).ShouldBe(["owner 7", "owner 2", "owner 6"]);
        (await Ask(app, ctx => ctx.Rows<OwnerSum>().Where(s => s.Owner.StartsWith("owner") && s.Balance == 0).Count())).ShouldBe(2);
        (await Ask(app, ctx => ctx.Rows<OwnerSum>().Where(s => s.Balance > 3).Any())).ShouldBeFalse();
        (await Ask(app, ctx => ctx.Rows<OwnerSum>().Find(new OwnerSum { Owner = "owner 3" }))).ShouldNotBeNull().Balance.ShouldBe(3);
        (await Ask(app, ctx => ctx.Rows<OwnerSum>().Find(new OwnerSum { Owner = "nobody" }))).ShouldBeNull();
        (await Ask(app, ctx => ctx.Rows<OwnerSum>().OrderBy(s => s.Owner).FirstOrDefault())).ShouldNotBeNull().Owner.ShouldBe("owner 1");
    }

    [Fact]
    public async Task Rows_are_found_by_their_id()
    {
        var app = await StartReports();
        var card = await app.As().Create(new Card { Number = "1" });
        await app.As().Create(new Card { Number = "2" });

        (await Ask(app, ctx => ctx.Rows<CardCopy>().Where(c => c.Id == card.Id).ToList())).ShouldHaveSingleItem().Number.ShouldBe("1");
    }

    [Fact]
    public async Task Only_the_tenants_own_rows_are_seen_but_for_a_written_reason()
    {
        var app = await StartReports();
        await app.As(TestTenants.First).Create(new Card { Number = "1" });
        await app.As(TestTenants.Second).Create(new Card { Number = "1" });

        (await Ask(app, async ctx => (await ctx.Rows<CardCopy>().ToList()).Select(c => c.TenantId).ToList())).ShouldBe([TestTenants.First]);
        (await Ask(app, async ctx => (await ctx.AcrossTenants("a test").Rows<CardCopy>().ToList()).Select(c => c.TenantId).ToList()))
            .ShouldBe([TestTenants.First, TestTenants.Second], ignoreOrder: true);
        (await Ask(app, ctx => ctx.AcrossTenants("a test").Rows<CardCopy>().Where(c => c.TenantId == TestTenants.Second).Count())).ShouldBe(1);
    }

    [Fact]
    public async Task To_ask_for_rows_of_a_class_that_is_no_row_is_an_error_that_says_so()
    {
        var app = await StartReports();
        await Run(app, ctx =>
        {
            Should.Throw<InvalidOperationException>(() => ctx.Rows<ReportsFeature>()).Message.ShouldContain("'ReportsFeature'");
            return Task.CompletedTask;
        });
    }
}
