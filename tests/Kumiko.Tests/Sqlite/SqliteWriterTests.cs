using Kumiko.Sqlite;
using Kumiko.Storage;
using Kumiko.Tests.Storage;

namespace Kumiko.Tests.Sqlite;

/// <summary>Whose turn it is to write: behind our own transactions, and behind another process's.</summary>
public sealed class SqliteWriterTests : IAsyncLifetime
{
    private readonly SqliteTestDatabase _database = new();
    private readonly TenantId _tenant = new(Guid.CreateVersion7());
    private Store _store = null!;

    public async ValueTask InitializeAsync()
    {
        _store = _database.NewStore();
        await _store.Open();
        await _store.CreateMissingTables([]);
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Batches_that_wait_together_fail_alone()
    {
        var streams = Enumerable.Range(0, 20).Select(_ => new StreamId(_tenant, Guid.CreateVersion7())).ToArray();
        await using var holder = _store.NewSession();
        await holder.Begin();

        // Every third one asks for a version that does not fit, after an append that does.
        var waiting = streams.Select((stream, i) =>
            Execute(_store, Given.Append(stream, 1), Given.Append(stream, i % 3 == 0 ? 5 : 2))).ToArray();
        waiting.ShouldAllBe(task => !task.IsCompleted);
        await holder.Commit();

        for (var i = 0; i < streams.Length; i++)
        {
            var task = waiting[i];
            if (i % 3 == 0)
            {
                await Should.ThrowAsync<StreamConflictException>(() => task);
            }
            else
            {
                (await task).ShouldNotBeNull();
            }

            (await Version(streams[i])).ShouldBe(i % 3 == 0 ? 0 : 2);
        }
    }

    [Fact]
    public async Task Batches_that_wait_together_see_each_other_in_their_order()
    {
        var stream = new StreamId(_tenant, Guid.CreateVersion7());
        await using var holder = _store.NewSession();
        await holder.Begin();

        var waiting = Enumerable.Range(1, 100).Select(version => Execute(_store, Given.Append(stream, version))).ToArray();
        await holder.Commit();
        var positions = await Task.WhenAll(waiting);

        positions.Select(p => p!.Value.Value).ShouldBeInOrder();
        (await Version(stream)).ShouldBe(100);
    }

    [Fact]
    public async Task Who_waits_too_long_for_a_transaction_of_this_process_is_told_so_and_writes_nothing()
    {
        var stream = new StreamId(_tenant, Guid.CreateVersion7());
        await using var impatient = await Impatient();
        await using (var holder = impatient.NewSession())
        {
            await holder.Begin();

            await Should.ThrowAsync<TransientStoreException>(() => Execute(impatient, Given.Append(stream, 1)));
            await using var second = impatient.NewSession();
            await Should.ThrowAsync<TransientStoreException>(() => second.Begin());
            second.InTransaction.ShouldBeFalse();
        }

        (await Version(stream)).ShouldBe(0);
        (await Execute(impatient, Given.Append(stream, 1))).ShouldNotBeNull();
    }

    [Fact]
    public async Task Who_waits_too_long_for_another_process_is_told_so_and_writes_nothing()
    {
        var stream = new StreamId(_tenant, Guid.CreateVersion7());
        await using var impatient = await Impatient();
        await using (var elsewhere = _store.NewSession())
        {
            await elsewhere.Begin();

            await Should.ThrowAsync<TransientStoreException>(() => Execute(impatient, Given.Append(stream, 1)));
            await using var second = impatient.NewSession();
            await Should.ThrowAsync<TransientStoreException>(() => second.Begin());
            second.InTransaction.ShouldBeFalse();
        }

        (await Version(stream)).ShouldBe(0);
        (await Execute(impatient, Given.Append(stream, 1))).ShouldNotBeNull();
    }

    [Fact]
    public async Task Who_is_patient_writes_when_the_other_process_is_done()
    {
        var stream = new StreamId(_tenant, Guid.CreateVersion7());
        await using var other = _database.NewStore();
        await other.Open();
        await using var elsewhere = _store.NewSession();
        await elsewhere.Begin();

        var waiting = Execute(other, Given.Append(stream, 2));
        await elsewhere.Execute([Given.Append(stream, 1)]);
        waiting.IsCompleted.ShouldBeFalse();
        await elsewhere.Commit();

        await waiting;
        (await Version(stream)).ShouldBe(2);
    }

    [Fact]
    public async Task A_batch_that_is_cancelled_while_it_waits_is_not_written()
    {
        var stream = new StreamId(_tenant, Guid.CreateVersion7());
        using var cancelled = new CancellationTokenSource();
        await using var holder = _store.NewSession();
        await holder.Begin();
        await using var session = _store.NewSession();

        var waiting = session.Execute([Given.Append(stream, 1)], cancelled.Token);
        await cancelled.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => waiting);
        await holder.Commit();
        await Execute(_store, Given.Append(new StreamId(_tenant, Guid.CreateVersion7()), 1));
        (await Version(stream)).ShouldBe(0);
    }

    [Fact]
    public async Task A_closed_store_writes_no_more()
    {
        var stream = new StreamId(_tenant, Guid.CreateVersion7());
        var closed = _database.NewStore();
        await closed.Open();
        await closed.DisposeAsync();
        await closed.DisposeAsync();

        await Should.ThrowAsync<ObjectDisposedException>(() => Execute(closed, Given.Append(stream, 1)));
        (await Version(stream)).ShouldBe(0);
    }

    [Fact]
    public async Task A_store_closes_although_a_transaction_was_forgotten()
    {
        var stream = new StreamId(_tenant, Guid.CreateVersion7());
        var forgetful = await Impatient();
        var session = forgetful.NewSession();
        await session.Begin();
        await session.Execute([Given.Append(stream, 1)]);

        await forgetful.DisposeAsync();

        await Should.ThrowAsync<ObjectDisposedException>(() => session.ReadStreamVersion(stream));
        await session.DisposeAsync();
        (await Execute(_store, Given.Append(stream, 1))).ShouldNotBeNull();
    }

    [Fact]
    public async Task Reads_do_not_wait_for_a_writer()
    {
        var stream = new StreamId(_tenant, Guid.CreateVersion7());
        await Execute(_store, Given.Append(stream, 1));
        await using var holder = _store.NewSession();
        await holder.Begin();
        await holder.Execute([Given.Append(stream, 2)]);

        (await Version(stream)).ShouldBe(1);
        (await _store.Ping()).ShouldBeTrue();
    }

    private static async Task<EventPosition?> Execute(Store store, params WriteOperation[] operations)
    {
        await using var session = store.NewSession();
        return await session.Execute(operations);
    }

    private async Task<Store> Impatient()
    {
        var store = new SqliteStore(new SqliteStoreOptions { DataSource = _database.File, BusyTimeout = TimeSpan.FromMilliseconds(30) });
        await store.Open();
        return store;
    }

    private async Task<long> Version(StreamId stream)
    {
        await using var session = _store.NewSession();
        return (await session.ReadStreamVersion(stream)).Value;
    }
}
