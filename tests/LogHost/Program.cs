using System.Globalization;
using Kumiko;
using Kumiko.Postgres;
using Kumiko.Tests.LogHost;

// Writes to a log, and follows it, until it is told where the log ends:
// LogHost <connection string> <seed> <writers> <events> <followers>
var (seed, writers, events, followers) = (Number(1), Number(2), Number(3), Number(4));
await using var store = new PostgresStore(PostgresStoreOptions.Parse(args[0]));
await store.Open();
store.TellsOthers = true;
var end = new TaskCompletionSource<EventPosition>();
var all = Enumerable.Range(0, followers).Select(_ => new LogFollower(store)).ToList();
var following = all.Select(follower => Task.Run(() => follower.Follow(end.Task))).ToList();
Say("started");

var work = new LogWriters(store, seed, events);
await work.Run(writers);
Say($"written {work.RolledBack} {work.Conflicts}");

end.SetResult(new EventPosition(long.Parse(Console.In.ReadLine()!, CultureInfo.InvariantCulture)));
await Task.WhenAll(following);
foreach (var follower in all)
{
    var verdict = await follower.Judge();
    Say($"{verdict.Seen} {verdict.Lost} {verdict.Reordered} {verdict.Strange}");
}

int Number(int argument) => int.Parse(args[argument], CultureInfo.InvariantCulture);

static void Say(string line)
{
    Console.Out.WriteLine(line);
    Console.Out.Flush();
}
