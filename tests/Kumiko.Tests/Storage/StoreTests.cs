using System.Text;
using System.Text.Json;
using Kumiko.Storage;

namespace Kumiko.Tests.Storage;

/// <summary>What all specifications share: short ways to write to the store and to read from it, each in a session of its own.</summary>
public abstract class StoreTests(StoreFixture fixture)
{
    private static int _tables;

    protected StoreFixture Fixture { get; } = fixture;

    protected Store Store => Fixture.Store;

    /// <summary>A tenant that no other test knows.</summary>
    protected TenantId Tenant { get; } = new(Guid.CreateVersion7());

    protected StreamId NewStream() => new(Tenant, Guid.CreateVersion7());

    protected static string NewTableName() => $"read_things_{Interlocked.Increment(ref _tables)}";

    protected Task<EventPosition?> Execute(params WriteOperation[] operations) => Read(session => session.Execute(operations));

    /// <summary>Imports events in a transaction of their own.</summary>
    protected async Task Import(params NewEvent[] events)
    {
        await using var session = Store.NewSession();
        await session.Begin();
        await session.ImportEvents(events);
        await session.Commit();
    }

    protected async Task<T> Read<T>(Func<StoreSession, Task<T>> read)
    {
        await using var session = Store.NewSession();
        return await read(session);
    }

    protected Task<IReadOnlyList<StoredEvent>> ReadStream(StreamId stream) => Read(s => s.ReadStream(stream, StreamRange.Whole));

    protected Task<StreamVersion> ReadVersion(StreamId stream) => Read(s => s.ReadStreamVersion(stream));

    protected Task<object?[]?> ReadRow(Table table, Guid id) => Read(s => s.ReadRow(table, new TenantScope.Own(Tenant), id));

    protected Task<IReadOnlyList<object?[]>> ReadRows(RowQuery query) => Read(s => s.ReadRows(query));

    protected Task<long> CountRows(RowQuery query) => Read(s => s.CountRows(query));

    /// <summary>
    /// Reads the log until as many events are there. A store may hold events back for a moment while an older transaction is open
    /// somewhere, and on a shared server other tests have such transactions.
    /// </summary>
    protected async Task<IReadOnlyList<StoredEvent>> ReadLog(LogQuery query, int count)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            var page = await Read(s => s.ReadLog(query, patience.Token));
            if (page.Count >= count || patience.IsCancellationRequested)
            {
                page.Count.ShouldBe(count);
                return page;
            }

            await Task.Yield();
        }
    }

    protected async Task<Table> Create(Table table)
    {
        await Store.CreateMissingTables([table]);
        return table;
    }

    protected static void ShouldBeSameJson(ReadOnlyMemory<byte> actual, ReadOnlyMemory<byte> expected) =>
        ShouldBeSameJson(Encoding.UTF8.GetString(actual.Span), Encoding.UTF8.GetString(expected.Span));

    protected static void ShouldBeSameJson(string actual, string expected)
    {
        using var left = JsonDocument.Parse(actual);
        using var right = JsonDocument.Parse(expected);
        JsonElement.DeepEquals(left.RootElement, right.RootElement).ShouldBeTrue($"{actual} is not {expected}");
    }
}
