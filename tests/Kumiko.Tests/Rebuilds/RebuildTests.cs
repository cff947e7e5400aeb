using Kumiko.Storage;
using Kumiko.Testing;
using Kumiko.Tests.Apps;
using Kumiko.Tests.Dispatch;
using Kumiko.Tests.Projections;

namespace Kumiko.Tests.Rebuilds;

/// <summary>What the specifications of this folder share: the bank with all kinds of derived tables.</summary>
public abstract class RebuildTests(DatabaseSource source) : ReportTests(source)
{
    protected const string Accounts = "bank:projection:account-entity";
    protected const string OwnerSums = "reports:projection:owner-sum";

    public static TheoryData<string> Kinds => [Accounts, OwnerSums, TotalsFeature.Projection];

    protected Task<TestApp> StartAll() => Start(Reports, new TotalsFeature());

    /// <summary>Accounts of a few owners, some of them changed, archived or gone, in two tenants.</summary>
    protected async Task<TestApp> StartWithAccounts(int accounts = 60)
    {
        var app = await StartAll();
        foreach (var tenant in new[] { TestTenants.First, TestTenants.Second })
        {
            await app.As(tenant).Write(Bank.Step(async ctx =>
            {
                for (var i = 0; i < accounts; i++)
                {
                    var account = await ctx.Create(new Account { Owner = $"owner {i % 5}", Balance = i });
                    await ctx.Update(account, a => a.Balance += 7);
                    if (i % 10 == 0)
                    {
                        await ctx.ArchiveStream(account, "over");
                    }
                    else if (i % 7 == 0)
                    {
                        await ctx.Delete(account);
                    }
                }
            }));
        }

        await app.DrainConsumers();
        return app;
    }

    protected static Table TableOf(TestApp app, string projection) => RebuildTargets.Of(app.Registry).Single(t => t.Name == projection).Live;

    protected static async Task<IReadOnlyList<object?[]>> AllRows(TestApp app, Table table)
    {
        await using var session = app.Store.NewSession();
        return await session.ReadPage(table, null, 10_000);
    }

    /// <summary>Makes a row say something that no event ever said.</summary>
    protected static async Task Corrupt(TestApp app, Table table, TenantId tenant)
    {
        var row = (await AllRows(app, table)).First(r => (Guid)r[0]! == tenant.Value);
        var ordinal = table.Columns.ToList().FindIndex(c => c.Name is "balance");
        await using var session = app.Store.NewSession();
        var wrong = table.Columns[ordinal].Type == ColumnType.Int32 ? (object)4711 : 4711L;
        await session.Execute([new WriteOperation.UpdateRow(table, tenant, (Guid)row[1]!, [ordinal], [wrong])]);
    }
}
