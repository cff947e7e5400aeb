using System.Text.Json;
using Kumiko;
using Kumiko.Postgres;
using Kumiko.Sqlite;
using Kumiko.Storage;
using Kumiko.Tests.CrashHost;
using Microsoft.Extensions.Logging.Abstractions;

// Writes for as long as it lives, and says so: CrashHost <address of the database> <round>
var (address, round) = (args[0], args[1]);
Store store = address.StartsWith("sqlite:", StringComparison.Ordinal)
    ? new SqliteStore(SqliteStoreOptions.Parse(address))
    : new PostgresStore(PostgresStoreOptions.Parse(address));
var clock = TimeProvider.System;
await using var application = new KumikoApplication(
    new KumikoOptions { Schema = SchemaMode.Create }.AddFeature<LedgerFeature>(), store, clock, new IdGenerator(clock), NullLogger.Instance);
await application.Start();
Say("started");
var failure = await await Task.WhenAny(Enumerable.Range(0, LedgerFeature.Tasks).Select(task => Task.Run(() => Write(task))));
Say($"failed {failure}");
return 1;

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
