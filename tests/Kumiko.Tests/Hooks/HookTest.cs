using Kumiko.Storage;
using Kumiko.Testing;
using Kumiko.Tests.Apps;
using Kumiko.Tests.Declarations;

namespace Kumiko.Tests.Hooks;

/// <summary>What the specifications of hooks share: a depot whose writes and queries are watched.</summary>
public abstract class HookTest : AppSpecification
{
    private protected HookTest(DatabaseSource source)
        : base(source) => Watch = new WatchFeature("watch", Ran);

    protected DepotFeature Depot { get; } = new();

    /// <summary>The hooks that ran.</summary>
    protected List<string> Ran { get; } = [];

    private protected WatchFeature Watch { get; }

    /// <summary>Starts the depot with hooks of every kind.</summary>
    protected Task<TestApp> Watched(params Feature[] more) => Start([Depot, Watch, .. more]);

    /// <summary>Starts the depot with hooks of the test's own.</summary>
    private protected Task<TestApp> Hooked(Action<FeatureBuilder> hooks) => Start(Depot, new DeclaredFeature("hooks", r =>
    {
        r.Requires("depot");
        hooks(r);
    }));

    /// <summary>What ran since the last look.</summary>
    protected IReadOnlyList<string> Take()
    {
        List<string> taken = [.. Ran];
        Ran.Clear();
        return taken;
    }

    /// <summary>Does what is queued, and says what ran; tasks have no order.</summary>
    protected async Task<IReadOnlyList<string>> TakeLater(TestApp app)
    {
        await app.DrainTasks(Cancellation);
        return [.. Take().Order(StringComparer.Ordinal)];
    }

    protected static async Task<IReadOnlyList<StoredEvent>> Log(TestApp app)
    {
        await using var session = app.Store.NewSession();
        return await session.ReadLog(new LogQuery(), Cancellation);
    }

    protected static async Task<IReadOnlyList<QueuedTask>> Queue(TestApp app) => await app.Store.Tasks.Read(new TaskQuery(), Cancellation);
}
