using System.Text;
using System.Text.Json;
using Kumiko.Storage;
using Kumiko.Testing;
using Kumiko.Tests.Apps;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kumiko.Tests.Dispatch;

/// <summary>What the specifications of this folder share: applications on fresh databases, and short ways to look behind them.</summary>
public abstract class BankTests(DatabaseSource source) : IAsyncDisposable
{
    private readonly List<TestApp> _apps = [];

    protected DatabaseSource Source { get; } = source;

    /// <summary>The feature of the application that was started last.</summary>
    protected BankFeature Bank { get; private set; } = new();

    public async ValueTask DisposeAsync()
    {
        foreach (var app in _apps)
        {
            await app.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>Starts an application with the bank and other features.</summary>
    protected Task<TestApp> Start(params Feature[] more) => Start(new TestAppOptions(), more);

    protected async Task<TestApp> Start(TestAppOptions options, params Feature[] more)
    {
        Bank = new BankFeature();
        var app = await TestApp.Start(options with { Database = options.Database ?? await Source.CreateDatabase() }, [Bank, .. more]);
        _apps.Add(app);
        return app;
    }

    protected static async Task<IReadOnlyList<StoredEvent>> Stream(TestApp app, Guid id, TenantId? tenant = null)
    {
        await using var session = app.Store.NewSession();
        return await session.ReadStream(new StreamId(tenant ?? TestTenants.First, id), StreamRange.Whole);
    }

    /// <summary>Every event in the database.</summary>
    protected static async Task<List<StoredEvent>> Log(TestApp app)
    {
        await using var session = app.Store.NewSession();
        var log = new List<StoredEvent>();
        var after = EventPosition.Start;
        while (await session.ReadLog(new LogQuery { After = after }) is { Count: > 0 } page)
        {
            log.AddRange(page);
            after = page[^1].Position;
        }

        return log;
    }

    /// <summary>Live rows are those that the log tells of, and every stream's versions count from 1.</summary>
    protected static async Task ShouldBeSound(TestApp app)
    {
        (await app.CompareWithRebuild<Account>()).ShouldBeEmpty();
        (await app.CompareWithRebuild<Card>()).ShouldBeEmpty();
        (await app.CompareWithRebuild<Memo>()).ShouldBeEmpty();
        foreach (var stream in (await Log(app)).GroupBy(e => e.Stream))
        {
            stream.Select(e => e.Version.Value).ShouldBe(Enumerable.Range(1, stream.Count()).Select(v => (long)v));
        }
    }

    /// <summary>A dispatcher on a store that the test watches.</summary>
    internal static Dispatcher Watched(TestApp app, WatchedStore store) =>
        new(app.Registry, store, app.Clock, new IdGenerator(app.Clock), NullLogger.Instance, Pipeline.Standard);

    internal static async Task<BatchOutcome> Write(
        Dispatcher dispatcher, TestApp app, (string Name, string Payload) call, string? requestId = null, User? user = null)
    {
        using var payload = JsonDocument.Parse(call.Payload);
        return await dispatcher.Write([new HandlerCall(call.Name, payload.RootElement)], requestId, new Caller(user ?? app.As().User, RequestInfo.New()));
    }

    protected static string Text(ReadOnlyMemory<byte> json) => Encoding.UTF8.GetString(json.Span);

    protected static string Payload(object value) => JsonSerializer.Serialize(value, JsonSerializerOptions.Web);

    protected static (string, string) CreateAccount(string owner, Guid? id = null) =>
        ("bank:write:account:create", id is null ? Payload(new { owner }) : Payload(new { owner, id }));

    protected static (string, string) UpdateAccount(Guid id, long version, object changes) =>
        ("bank:write:account:update", Payload(new { id, version, changes }));

    protected static (string, string) CreateCard(string number) => ("bank:write:card:create", Payload(new { number }));

    protected static (string, string) Call(Step step) => ("bank:write:step", Payload(step));

    protected static Guid IdOf(ReadOnlyMemory<byte> saved)
    {
        using var json = JsonDocument.Parse(saved);
        return json.RootElement.GetProperty("id").GetGuid();
    }
}
