using System.Text.Json;
using Kumiko;
using Kumiko.Postgres;
using Kumiko.Sqlite;
using Kumiko.Storage;
using Kumiko.Tests.CrashHost;
using Microsoft.Extensions.Logging.Abstractions;

// Writes for as long as it lives, and says so: CrashHost <address of the database> <round> [<node>]
// As a node it works for consumers, too. In the round "idle" it does nothing else. Instead of a node's name there may be how it treats work after commits.
var (address, round) = (args[0], args[1]);
var mode = args.Length > 2 ? args[2] : null;
var hasReceipts = mode is ReceiptsFeature.AtOnce or ReceiptsFeature.Later;
var node = hasReceipts ? null : mode;
Store store = address.StartsWith("sqlite:", StringComparison.Ordinal)
    ? new SqliteStore(SqliteStoreOptions.Parse(address))
    : new PostgresStore(PostgresStoreOptions.Parse(address));
var clock = TimeProvider.System;
await using var application = new KumikoApplication(
    Options(), store, clock, new IdGenerator(clock), NullLogger.Instance);
await application.Start();
if (node is not null)
{
    await application.StartConsumers();
}

if (mode == ReceiptsFeature.AtOnce)
{
    application.StartTasks();
}

Say("started");
if (round == "idle")
{
    await Task.Delay(Timeout.InfiniteTimeSpan);
}

var failure = await await Task.WhenAny(Enumerable.Range(0, LedgerFeature.Tasks).Select(task => Task.Run(() => Write(task))));
Say($"failed {failure}");
return 1;

KumikoOptions Options()
{
    var options = new KumikoOptions { Schema = SchemaMode.Create }.AddFeature<LedgerFeature>();
    if (hasReceipts)
    {
        options.AddFeature<ReceiptsFeature>();
        options.Tasks = ReceiptsFeature.Quick;
    }

    options.Consumers = new ConsumerOptions { NodeName = node, LeaseTime = TimeSpan.FromSeconds(2), HeartbeatInterval = TimeSpan.FromMilliseconds(200) };
    return node is null ? options : options.AddFeature(new RelayFeature(key => Say($"effect {key};")));
}

async Task<string> Write(int task)
{
    await Send($"counter-{task}", Call("ledger:write:counter:create", new { id = LedgerFeature.CounterOf(task) }));
    for (var number = 0; ; number++)
    {
        var request = $"{round}-{task}-{number}";
        var outcome = await Send(
            request,
            Call("ledger:write:work", new { request, counter = LedgerFeature.CounterOf(task), kind = number }),
            Call("ledger:write:entry:create", new { request = request + "/second" }));
        if (outcome.Error is { } error)
        {
            return error.ToString();
        }

        Say($"ack {request};");
    }
}

async Task<BatchOutcome> Send(string requestId, params HandlerCall[] calls) =>
    await application.Dispatcher.Write(calls, requestId, new Caller(LedgerFeature.User, RequestInfo.New()));

static HandlerCall Call(string name, object payload) => new(name, JsonSerializer.SerializeToElement(payload, JsonSerializerOptions.Web));

static void Say(string line)
{
    lock (typeof(LedgerFeature))
    {
        Console.Out.Write(line + "\n");
        Console.Out.Flush();
    }
}
