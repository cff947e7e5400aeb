using Kumiko.Storage;
using Kumiko.Testing;
using Kumiko.Tests.Apps;
using Kumiko.Tests.Consumers;
using Kumiko.Tests.CrashHost;
using Kumiko.Tests.Dispatch;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kumiko.Tests.Hooks;

/// <summary>What is to follow from a commit follows, whatever is killed when.</summary>
public abstract class HookCrashSpecification(DatabaseSource source)
{
    private const int Rounds = 50;

    [Fact]
    public async Task Processes_that_are_killed_behind_their_commits_leave_work_that_is_done_once()
    {
        await using var database = await source.CreateDatabase();
        var random = new Random(11);
        var acknowledged = new HashSet<string>();
        for (var round = 0; round < Rounds; round++)
        {
            // Every second one does no work at all, so that its end surely comes between the commit and what follows.
            using var writer = await Writer.Start(database.Address, round, round % 2 == 0 ? ReceiptsFeature.AtOnce : ReceiptsFeature.Later);

            await writer.Await(random.Next(1, 10));
            await writer.Kill();

            writer.Failure.ShouldBeNull();
            acknowledged.UnionWith(writer.Acknowledged);
        }

        await using var application = new KumikoApplication(
            new KumikoOptions().AddFeature<LedgerFeature>().AddFeature<ReceiptsFeature>(), database.OpenStore(), TimeProvider.System,
            new IdGenerator(TimeProvider.System), NullLogger.Instance);
        await application.Start();
        (await Queue(application)).ShouldNotBeEmpty("the last process was killed behind a commit");
        application.StartTasks(ReceiptsFeature.Quick);
        await Eventually.True(async () => (await Queue(application)).Count == 0, "everything is done");
        await application.StopTasks();

        await using var session = application.Store.NewSession();
        var entries = await Requests(session, application.Registry.EntityOf<Entry>());
        var receipts = await Requests(session, application.Registry.EntityOf<Receipt>());
        acknowledged.Except(entries).ShouldBeEmpty("acknowledged, but not there");
        receipts.ShouldBe(entries);
        foreach (var entity in application.Registry.Entities)
        {
            (await RebuildComparison.Of(application.Store, entity)).ShouldBeEmpty();
        }
    }

    private static Task<IReadOnlyList<QueuedTask>> Queue(KumikoApplication application) => application.Store.Tasks.Read(new TaskQuery());

    private static async Task<IReadOnlyList<string>> Requests(StoreSession session, EntityDefinition entity)
    {
        var ordinal = entity.Table.Columns.Select(c => c.Name).ToList().IndexOf("request");
        var rows = await session.ReadRows(new RowQuery { Table = entity.Table, Scope = new TenantScope.All("The test looks at everything.") });
        return [.. rows.Select(row => (string)row[ordinal]!).Order(StringComparer.Ordinal)];
    }
}
