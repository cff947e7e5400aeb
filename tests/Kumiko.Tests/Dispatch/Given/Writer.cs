using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Kumiko.Storage;
using Kumiko.Testing;
using Kumiko.Tests.CrashHost;
using Microsoft.Extensions.Logging.Abstractions;
using TestDatabase = Kumiko.Testing.TestDatabase;

namespace Kumiko.Tests.Dispatch;

/// <summary>Another process that writes as fast as it can until it is killed, and what must hold afterwards.</summary>
internal sealed class Writer : IDisposable
{
    private readonly Process _process;

    private Writer(Process process) => _process = process;

    /// <summary>The ids of the requests whose success the process has reported.</summary>
    public HashSet<string> Acknowledged { get; } = [];

    /// <summary>What the process said when it gave up by itself.</summary>
    public string? Failure { get; private set; }

    /// <param name="address">The database.</param>
    /// <param name="round">What the requests' names begin with.</param>
    /// <param name="more">More that the process is told.</param>
    public static async Task<Writer> Start(string address, int round, params string[] more)
    {
        var host = Path.Combine(AppContext.BaseDirectory, "CrashHost.dll");
        var dotnet = Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet");
        var process = Process.Start(new ProcessStartInfo(dotnet, ["exec", host, address, round.ToString(CultureInfo.InvariantCulture), .. more])
        {
            RedirectStandardOutput = true,
        })!;
        var writer = new Writer(process);
        (await process.StandardOutput.ReadLineAsync()).ShouldBe("started");
        return writer;
    }

    /// <summary>Listens until so many more requests were reported.</summary>
    public async Task Await(int acknowledgements)
    {
        for (var i = 0; i < acknowledgements; i++)
        {
            Take(await _process.StandardOutput.ReadLineAsync());
        }
    }

    /// <summary>Ends the process without a warning, and reads what it had said until then.</summary>
    public async Task Kill()
    {
        _process.Kill();
        await Listen();
    }

    /// <summary>Reads until the process has ended.</summary>
    public async Task Listen()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            Take(line);
        }

        await _process.WaitForExitAsync();
    }

    /// <summary>
    /// Opens the database as the next process would, and checks that every request is there wholly or not at all, and that all that were
    /// reported are there.
    /// </summary>
    public static async Task ShouldHaveLeftAllOrNothing(TestDatabase database, IReadOnlySet<string> acknowledged)
    {
        await using var application = new KumikoApplication(
            new KumikoOptions().AddFeature<LedgerFeature>(), database.OpenStore(), TimeProvider.System, new IdGenerator(TimeProvider.System), NullLogger.Instance);
        await application.Start();
        foreach (var entity in application.Registry.Entities)
        {
            (await RebuildComparison.Of(application.Store, entity)).ShouldBeEmpty();
        }

        await using var session = application.Store.NewSession();
        var entries = await Texts(session, application.Registry.FindEntity("entry")!);
        var slips = await Texts(session, application.Registry.FindEntity("slip")!);
        var counted = (await Log(session)).Where(e => e.Type == "ledger:event:counted").Select(RequestOf).ToHashSet();
        var done = entries.Where(e => !e.EndsWith("/second", StringComparison.Ordinal)).ToHashSet();

        acknowledged.Where(a => !done.Contains(a)).ShouldBeEmpty("acknowledged, but not there");
        counted.SetEquals(done).ShouldBeTrue("the records' events are those of the requests");
        entries.Count(e => e.EndsWith("/second", StringComparison.Ordinal)).ShouldBe(done.Count);
        done.Where(d => !entries.Contains(d + "/second")).ShouldBeEmpty("only the first command of a batch is there");
        slips.SetEquals(done.Where(d => LedgerFeature.HasSlip(NumberOf(d)))).ShouldBeTrue("slips are those of the requests");
        foreach (var request in done.Concat(done.Select(Next)).ToHashSet())
        {
            var answer = await session.ReadAnswer(new RequestKey(LedgerFeature.Tenant, LedgerFeature.User.Id, request));
            (answer is not null).ShouldBe(done.Contains(request), request);
        }

        var counters = await session.ReadRows(All(application.Registry.FindEntity("counter")!));
        counters.Sum(row => (int)row[^1]!).ShouldBe(done.Count);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private static string RequestOf(StoredEvent counted)
    {
        using var payload = JsonDocument.Parse(counted.Payload);
        return payload.RootElement.GetProperty("request").GetString()!;
    }

    private static int NumberOf(string request) => int.Parse(request.Split('-')[2]);

    private static string Next(string request) => $"{request[..request.LastIndexOf('-')]}-{NumberOf(request) + 1}";

    private static RowQuery All(EntityDefinition entity) => new() { Table = entity.Table, Scope = new TenantScope.All("The test looks at everything.") };

    private static async Task<HashSet<string>> Texts(StoreSession session, EntityDefinition entity)
    {
        var ordinal = entity.Table.Columns.Select(c => c.Name).ToList().IndexOf("request");
        return [.. (await session.ReadRows(All(entity))).Select(row => (string)row[ordinal]!)];
    }

    private static async Task<List<StoredEvent>> Log(StoreSession session)
    {
        var log = new List<StoredEvent>();
        while (await session.ReadLog(new LogQuery { After = log.Count == 0 ? EventPosition.Start : log[^1].Position }) is { Count: > 0 } page)
        {
            log.AddRange(page);
        }

        return log;
    }

    private void Take(string? line)
    {
        if (line is null || line.StartsWith("failed", StringComparison.Ordinal))
        {
            Failure ??= line ?? "The process ended.";
        }
        else if (line.StartsWith("ack ", StringComparison.Ordinal) && line.EndsWith(';'))
        {
            Acknowledged.Add(line[4..^1]);
        }
    }
}
