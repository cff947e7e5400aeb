using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Kumiko.Tests.Apps;
using Microsoft.Extensions.Logging;

namespace Kumiko.Tests.Consumers;

public abstract class FeedSpecification(DatabaseSource source) : ConsumerSpecification(source)
{
    private readonly ConcurrentQueue<string> _log = [];

    [Fact]
    public async Task Twenty_consumers_with_the_same_way_to_go_read_each_page_of_the_log_once()
    {
        const int Events = 8000;
        var seen = new ConcurrentDictionary<string, int>();
        var app = await Start(new PostFeature(new PostLog()), new ReadersFeature((name, _) => seen.AddOrUpdate(name, 1, (_, count) => count + 1)));
        await app.Operations.Pause(PostFeature.Stamps, Cancellation);
        await Send(app, "ann", 1, Events);
        var store = new CountingStore(app.Store);
        await using var node = await Node(store, new ReadersFeature((name, _) => seen.AddOrUpdate(name, 1, (_, count) => count + 1)));

        await node.StartConsumers(Quick);
        await Eventually.True(() => seen.Count == ReadersFeature.Count && seen.Values.All(count => count == Events), "all of them have seen everything");

        store.LogReads.ShouldBeLessThan(2 * Events / Quick.PageSize);
    }

    [Fact]
    public async Task An_idle_process_asks_nothing_but_whether_others_live_and_whether_it_missed_something()
    {
        var app = await Start(new PostFeature(new PostLog()));
        var store = new CountingStore(app.Store);
        await using var node = await Node(store);
        await node.StartConsumers(Quick with { HeartbeatInterval = TimeSpan.FromMilliseconds(50), LeaseTime = TimeSpan.FromSeconds(10) });
        var last = await Send(app, "ann", 1, 10);
        foreach (var consumer in new[] { PostFeature.Mailboxes, PostFeature.Stamps, PostFeature.Effects })
        {
            await HasPassed(app, consumer, last);
        }

        // Cursors that passed over the stamps are written down a second later; then there is nothing to do.
        await using (var session = app.Store.NewSession())
        {
            var end = await session.ReadLogEnd(Cancellation);
            await HasPassed(app, PostFeature.Effects, end);
            await HasPassed(app, PostFeature.Mailboxes, end);
            await HasPassed(app, PostFeature.Stamps, end);
        }

        var (sessions, looks) = (store.Sessions, store.Looks);
        await Eventually.True(() => store.Looks >= looks + 10, "ten heartbeats");

        store.Sessions.ShouldBe(sessions);
        _log.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_commit_in_another_process_reaches_a_handler_soon()
    {
        var app = await Start(new PostFeature(new PostLog()));
        var log = new PostLog();
        var other = Keep(await app.StartBeside(new PostFeature(log)));
        await other.StartConsumers(Quick with { Lane = Lane.Worker });
        await app.StartConsumers(Quick with { Lane = Lane.Api });
        await Eventually.True(() => app.Store.TellsOthers && other.Store.TellsOthers, "both know of each other");
        var arrived = new ConcurrentDictionary<int, long>();
        log.Before = (consumer, letter) =>
        {
            if (consumer == "effects")
            {
                arrived[letter.Number] = Stopwatch.GetTimestamp();
            }

            return Task.CompletedTask;
        };

        var latencies = new List<double>();
        for (var n = 1; n <= 50; n++)
        {
            await Sender(app).Write(new SendLetter("ann", n));
            var committed = Stopwatch.GetTimestamp();
            await Eventually.True(() => arrived.ContainsKey(n), "it arrives");
            latencies.Add(Math.Max(0, Stopwatch.GetElapsedTime(committed, arrived[n]).TotalMilliseconds));
        }

        latencies.Sort();
        TestContext.Current.SendDiagnosticMessage("{0}: median {1:0.0} ms, longest {2:0.0} ms", GetType().Name, latencies[25], latencies[^1]);
        latencies[25].ShouldBeLessThan(250);
    }

    [Fact]
    public async Task Rare_events_are_found_behind_a_long_way_without_reading_what_lies_between()
    {
        var app = await Start(new PostFeature(new PostLog()));
        await Send(app, "ann", 1, 20);
        await app.DrainConsumers(Cancellation);
        foreach (var other in new[] { PostFeature.Mailboxes, PostFeature.Stamps, PostFeature.Effects })
        {
            await app.Operations.Consumers.Pause(other, Cancellation);
        }

        await Send(app, "ben", 1, 8000);
        var rare = new ConcurrentQueue<string>();
        var feature = new RareFeature(e => rare.Enqueue(e));
        var store = new CountingStore(app.Store);
        await using var node = await Node(store, feature);
        await node.StartConsumers(Quick with { NodeName = "rare" });

        await Eventually.True(() => rare.Count == 20, "all of them arrive");
        await Eventually.True(async () => (await StateOf(app, "rare:projection:rare")).Position.Value >= 8020, "the way is done");

        rare.ShouldBe(Enumerable.Range(1, 20).Select(n => $"ann {n}"));
        store.LogReads.ShouldBeLessThan(8000 / Quick.PageSize);
    }

    private async Task<KumikoApplication> Node(CountingStore store, params Feature[] features)
    {
        var options = new KumikoOptions { Schema = Kumiko.SchemaMode.Create };
        Array.ForEach([new PostFeature(new PostLog()), .. features], feature => options.AddFeature(feature));
        var node = new KumikoApplication(options, store, TimeProvider.System, new IdGenerator(TimeProvider.System), new Warnings(_log));
        await node.Start(Cancellation);
        return node;
    }

    private sealed class Warnings(ConcurrentQueue<string> log) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                log.Enqueue($"{formatter(state, exception)} {exception}");
            }
        }
    }

    private sealed class ReadersFeature(Action<string, int> seen) : Feature
    {
        public const int Count = 20;

        public override string Name => "readers";

        protected override void Define(FeatureBuilder r)
        {
            r.Requires("post");
            for (var n = 0; n < Count; n++)
            {
                var name = $"reader-{n}";
                r.MultiStreamProjection(name, p => p.On<Created<Letter>>((e, _) => seen(name, e.Data.Record.Number)));
            }
        }
    }

    private sealed class RareFeature(Action<string> seen) : Feature
    {
        public override string Name => "rare";

        protected override void Define(FeatureBuilder r)
        {
            r.Requires("post");
            r.MultiStreamProjection("rare", p => p.On<Stamped>((e, _) => seen($"{e.Data.Sender} {e.Data.Number}")));
        }
    }
}
