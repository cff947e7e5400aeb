using System.Diagnostics;
using System.Text.Json;
using Kumiko.Storage;
using Kumiko.Testing;
using Kumiko.Tests.Apps;
using Kumiko.Tests.CrashHost;

namespace Kumiko.Tests.Consumers;

/// <summary>What holds when processes die in the middle of their work.</summary>
public abstract class NodeDeathSpecification(DatabaseSource source) : AppSpecification(source)
{
    private const int Rounds = 10;

    [Fact]
    public async Task Processes_killed_at_random_lose_no_event_and_repeat_no_more_effects_than_was_said()
    {
        var database = await CreateDatabase();
        var random = new Random(11);
        var (effects, acknowledged) = (new List<string>(), new HashSet<string>());
        for (var round = 0; round < Rounds; round++)
        {
            using var node = await NodeProcess.Start(database.Address, $"{round}", $"node-{round}");
            var (acknowledgements, seen) = (random.Next(1, 150), random.Next(1, 100));
            await Eventually.True(
                () => (node.Acknowledged.Count >= acknowledgements && node.Effects.Count >= seen) || node.Failure is not null, "the process works");
            await node.Kill();
            node.Failure.ShouldBeNull();
            effects.AddRange(node.Effects);
            acknowledged.UnionWith(node.Acknowledged);
        }

        var app = await Start(new TestAppOptions { Database = database }, new LedgerFeature(), new RelayFeature(effects.Add));
        await Eventually.True(async () => (await app.Store.Consumers.Read(Cancellation)).All(state => !state.IsLeased), "the dead nodes' leases end");
        await app.DrainConsumers(Cancellation);

        var counted = (await Log(app)).Where(e => e.Type == "ledger:event:counted").ToList();
        acknowledged.ShouldBeSubsetOf(counted.Select(RequestOf));
        await ShouldHaveTallied(app, counted);
        await ShouldHaveEchoed(app, counted);
        var expected = counted.Select(e => $"{RelayFeature.Effects}:{e.Position}").ToHashSet();
        effects.ToHashSet().SetEquals(expected).ShouldBeTrue("every event had its effect");
        (effects.Count - expected.Count).ShouldBeLessThanOrEqualTo(Rounds * new ConsumerOptions().EffectsPerCommit);
        (await app.CompareAllWithRebuilds()).ShouldBeEmpty();
        TestContext.Current.SendDiagnosticMessage("{0} events, {1} effects repeated over {2} kills", counted.Count, effects.Count - expected.Count, Rounds);
    }

    [Fact]
    public async Task Twenty_consumers_are_shared_by_two_processes_and_move_when_one_is_killed()
    {
        var database = await CreateDatabase();
        using var first = await NodeProcess.Start(database.Address, "idle", "first");
        using var second = await NodeProcess.Start(database.Address, "idle", "second");
        var app = await Start(new TestAppOptions { Database = database }, new LedgerFeature(), new RelayFeature(_ => { }));
        await Eventually.True(async () => await HeldBy(app, "first") == 10 && await HeldBy(app, "second") == 10, "ten consumers each");

        await first.Kill();
        var killed = Stopwatch.StartNew();
        await Eventually.True(async () => await HeldBy(app, "second") == RelayFeature.Consumers, "the other one has all of them");
        TestContext.Current.SendDiagnosticMessage("The dead node's consumers moved after {0} (leases of 2 s).", killed.Elapsed);
        killed.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));

        var id = LedgerFeature.CounterOf(0);
        var user = app.As(LedgerFeature.User);
        await user.WriteNamed("ledger:write:counter:create", $$"""{"id":"{{id}}"}""");
        await user.WriteNamed("ledger:write:work", $$"""{"request":"r","counter":"{{id}}","kind":0}""");
        await Eventually.True(() => second.Effects.Count == 1, "the survivor works");
        await Eventually.True(
            async () => (await app.Store.Consumers.Read(Cancellation)).All(state => state.Position.Value >= 3), "all consumers have passed the event");
    }

    private static async Task<int> HeldBy(TestApp app, string node) =>
        (await app.Store.Consumers.Read(Cancellation)).Count(state => state.Owner == node && state.IsLeased);

    private static async Task ShouldHaveTallied(TestApp app, List<StoredEvent> counted)
    {
        await using var session = app.Store.NewSession();
        var table = app.Registry.Consumers.Single(c => c.Name == RelayFeature.Tallies).Table!;
        var (counter, requests, last) = (Ordinal(table, "counter"), Ordinal(table, "requests"), Ordinal(table, "last"));
        var rows = await session.ReadRows(new RowQuery { Table = table, Scope = new TenantScope.All("The test looks at everything.") }, Cancellation);
        rows.Select(row => ((Guid)row[counter]!, (int)row[requests]!, (string)row[last]!)).ShouldBe(
            counted.GroupBy(e => e.Stream.Aggregate).Select(g => (g.Key, g.Count(), RequestOf(g.Last()))), ignoreOrder: true);
    }

    private static async Task ShouldHaveEchoed(TestApp app, List<StoredEvent> counted)
    {
        var echoed = (await Log(app)).Where(e => e.Type == "relay:event:echoed").ToLookup(e => e.Stream, RequestOf);
        foreach (var stream in counted.GroupBy(e => e.Stream))
        {
            echoed[stream.Key with { Aggregate = RelayFeature.EchoOf(stream.Key.Aggregate) }].ShouldBe(stream.Select(RequestOf));
        }
    }

    private static int Ordinal(Table table, string column) => table.Columns.Select(c => c.Name).ToList().IndexOf(column);

    private static string RequestOf(StoredEvent stored) =>
        JsonDocument.Parse(stored.Payload).RootElement.GetProperty("request").GetString()!;

    private static async Task<List<StoredEvent>> Log(TestApp app)
    {
        await using var session = app.Store.NewSession();
        var log = new List<StoredEvent>();
        while (await session.ReadLog(new LogQuery { After = log.Count == 0 ? EventPosition.Start : log[^1].Position }, Cancellation) is { Count: > 0 } page)
        {
            log.AddRange(page);
        }

        return log;
    }
}
