using Kumiko.Storage;
using Kumiko.Testing;
using Kumiko.Tests.Apps;
using Kumiko.Tests.Declarations;
using Kumiko.Tests.Dispatch;

namespace Kumiko.Tests.Projections;

/// <summary>A projection that is new, or changed, has its rows from the start.</summary>
public abstract class DerivedTableSpecification(DatabaseSource source) : ReportTests(source)
{
    [Fact]
    public async Task A_projection_that_is_new_beside_old_events_is_derived_from_them()
    {
        var app = await Start();
        var memo = await app.As().Create(new Memo { Text = "old" });
        await app.As().Delete<Memo>(memo.Id);
        await app.As().Create(new Account { Owner = "Anna", Balance = 3 });

        await using var next = await app.StartBeside(Bank, Reports);

        (await Rows<OwnerSum>(next)).ShouldHaveSingleItem().Balance.ShouldBe(3);
        (await Rows<MemoCount>(next)).ShouldHaveSingleItem().Count.ShouldBe(0);
    }

    [Fact]
    public async Task A_projection_whose_columns_changed_is_derived_anew()
    {
        var app = await Start(new DeclaredFeature("reports", r =>
        {
            r.Requires("bank");
            r.Projection<OldOwnerSum>("owner-sum", p => p.On<Created<Account>>((e, rows) => rows.Put(new OldOwnerSum { Owner = e.Data.Record.Owner })));
        }));
        await app.As().Create(new Account { Owner = "Anna", Balance = 3 });

        await using var next = await app.StartBeside(Bank, Reports);

        (await Rows<OwnerSum>(next)).ShouldHaveSingleItem().Accounts.ShouldBe(1);
    }

    [Fact]
    public async Task More_events_than_fit_a_page_are_all_derived()
    {
        var app = await Start();
        await Run(app, ctx => ctx.CreateMany([.. Enumerable.Range(0, 2300).Select(i => new Account { Owner = $"{i % 7}", Balance = 1 })]));

        await using var next = await app.StartBeside(Bank, Reports);

        (await Rows<OwnerSum>(next)).Sum(s => s.Accounts).ShouldBe(2300);
    }

    [Fact]
    public async Task A_consumer_whose_table_is_gone_gets_its_rows_back_and_does_nothing_else_again()
    {
        var sent = new List<string>();
        var copies = new DeclaredFeature("bank-copies", r =>
        {
            r.Requires("bank");
            r.MultiStreamProjection<OldOwnerSum>("copies", p => p.On<Created<Account>>((e, ctx) =>
            {
                ctx.Rows.Put(new OldOwnerSum { Owner = e.Data.Record.Owner });
                if (!ctx.IsRebuild)
                {
                    sent.Add(e.Data.Record.Owner);
                }
            }));
        });
        var app = await Start(copies);
        await app.As().Create(new Account { Owner = "Anna", Balance = 3 });
        await app.DrainConsumers();
        var cursor = (await app.Store.Consumers.Read()).Single(c => c.Key.Name == "bank-copies:projection:copies").Position;
        await app.Store.DropTable(app.Registry.Tables.Single(t => t.Name == "read_copies"));

        await using var next = await app.StartBeside(Bank, Reports, copies);

        (await Rows<OldOwnerSum>(next)).ShouldHaveSingleItem().Owner.ShouldBe("Anna");
        (await next.Store.Consumers.Read()).Single(c => c.Key.Name == "bank-copies:projection:copies").Position.Value.ShouldBeGreaterThanOrEqualTo(cursor.Value);
        await next.DrainConsumers();
        sent.ShouldBe(["Anna"]);
    }

    public sealed class OldOwnerSum
    {
        [Key]
        public required string Owner { get; set; }
    }
}
