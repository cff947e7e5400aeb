using System.Text;
using Kumiko.Storage;

namespace Kumiko.Bench.Log;

/// <summary>Fills logs.</summary>
internal static class LogLoad
{
    private const int Batch = 10_000;

    private static readonly byte[] Noted = Encoding.UTF8.GetBytes(
        $$"""{"title":"{{Workload.Title}}","notes":"{{Workload.Notes}}","contact":"+49 30 1234567","status":"open","hours":3.5,"isUrgent":true}""");

    private static readonly byte[] Flagged = """{"reason":"The customer has called twice."}"""u8.ToArray();

    /// <summary>Imports events: streams of so many events each, every hundredth of them another kind.</summary>
    public static async Task Import(Store store, int events, int perStream)
    {
        for (var done = 0; done < events; done += Batch)
        {
            await using var session = store.NewSession();
            await session.Begin();
            await session.ImportEvents(Some(done, Math.Min(Batch, events - done), perStream));
            await session.Commit();
        }
    }

    /// <summary>One stream.</summary>
    public static async Task<Guid> ImportStream(Store store, int events)
    {
        var stream = Guid.CreateVersion7();
        await using var session = store.NewSession();
        await session.Begin();
        await session.ImportEvents([.. Enumerable.Range(1, events).Select(version => Event(stream, version, isFlag: false))]);
        await session.Commit();
        return stream;
    }

    public static List<NewEvent> Some(int from, int count, int perStream)
    {
        var events = new List<NewEvent>(count);
        var stream = Guid.Empty;
        for (var i = 0; i < count; i++)
        {
            if (i % perStream == 0)
            {
                stream = Guid.CreateVersion7();
            }

            events.Add(Event(stream, 1 + (i % perStream), (from + i) % 100 == 99));
        }

        return events;
    }

    private static NewEvent Event(Guid stream, long version, bool isFlag) => Workload.Event(stream, version) with
    {
        Type = isFlag ? "notes:event:flagged" : "notes:event:noted",
        Payload = isFlag ? Flagged : Noted,
    };
}
