using Kumiko.Storage;

namespace Kumiko.Tests.Dispatch;

/// <summary>A store that hands everything on to another one, which it does not own. Tests override what they want to watch.</summary>
internal abstract class ForwardingStore(Store store) : Store
{
    public override string Name => store.Name;

    public override StoreCapabilities Capabilities => store.Capabilities;

    public override ConsumerDirectory Consumers => store.Consumers;

    public override TaskDirectory Tasks => store.Tasks;

    public override Task Open(CancellationToken cancellation = default) => store.Open(cancellation);

    public override Task<bool> Ping(CancellationToken cancellation = default) => store.Ping(cancellation);

    public override Task<IReadOnlyList<SchemaDifference>> CompareSchema(IReadOnlyList<Table> tables, CancellationToken cancellation = default) =>
        store.CompareSchema(tables, cancellation);

    public override Task CreateMissingTables(IReadOnlyList<Table> tables, CancellationToken cancellation = default) =>
        store.CreateMissingTables(tables, cancellation);

    public override Task<IAsyncDisposable> LockSchema(CancellationToken cancellation = default) => store.LockSchema(cancellation);

    public override bool TellsOthers { get => store.TellsOthers; set => store.TellsOthers = value; }

    public override LogReader OpenLog(EventPosition after) => store.OpenLog(after);

    public override Task<LogListener> Listen(CancellationToken cancellation = default) => store.Listen(cancellation);

    public override Task<IAsyncDisposable?> TryLock(string name, CancellationToken cancellation = default) => store.TryLock(name, cancellation);

    public override Task<IReadOnlyList<RebuildState>> ReadRebuilds(CancellationToken cancellation = default) => store.ReadRebuilds(cancellation);

    public override Task ForgetRebuild(string projection, TenantId? tenant, CancellationToken cancellation = default) =>
        store.ForgetRebuild(projection, tenant, cancellation);

    public override Task<PruneResult> Prune(PruneQuery query, CancellationToken cancellation = default) => store.Prune(query, cancellation);

    public override Task Analyze(IReadOnlyList<Table> tables, CancellationToken cancellation = default) => store.Analyze(tables, cancellation);

    public override Task DropTable(Table table, CancellationToken cancellation = default) => store.DropTable(table, cancellation);

    public override Task<int> ForgetAnswers(DateTimeOffset before, CancellationToken cancellation = default) => store.ForgetAnswers(before, cancellation);

    public override Task<int> ForgetRateLimits(DateTimeOffset before, CancellationToken cancellation = default) => store.ForgetRateLimits(before, cancellation);

    public override StoreSession NewSession() => store.NewSession();

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
