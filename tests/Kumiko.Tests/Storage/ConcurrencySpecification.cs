using System.Collections.Concurrent;
using Kumiko.Storage;

namespace Kumiko.Tests.Storage;

public abstract class ConcurrencySpecification(StoreFixture fixture) : StoreTests(fixture)
{
    private const int Writers = 32;

    [Fact]
    public async Task Of_many_writers_at_the_same_version_exactly_one_wins()
    {
        var stream = NewStream();
        for (var version = 1; version <= 5; version++)
        {
            var expected = version;
            var outcomes = await AtOnce(_ => Outcome(() => Execute(Given.Append(stream, expected))));

            outcomes.Count(o => o is null).ShouldBe(1);
            outcomes.Where(o => o is not null).ShouldAllBe(o => o is StreamConflictException);
            (await ReadVersion(stream)).ShouldBe(new StreamVersion(expected));
        }
    }

    [Fact]
    public async Task Many_writers_on_one_stream_leave_no_gap_and_lose_nothing()
    {
        const int Each = 10;
        var tickets = await Create(Given.Tickets(NewTableName()));
        var stream = NewStream();

        await AtOnce(async writer =>
        {
            for (var i = 0; i < Each; i++)
            {
                await AppendUntilItFits(Store, stream, Given.Insert(tickets, Given.Ticket(Tenant, Guid.CreateVersion7(), $"{writer}/{i}")));
            }

            return true;
        });

        var events = await ReadStream(stream);
        events.Select(e => e.Version.Value).ShouldBe(Enumerable.Range(1, Writers * Each).Select(v => (long)v));
        events.Select(e => e.Position.Value).ShouldBeInOrder();
        var titles = (await ReadRows(new RowQuery { Table = tickets, Scope = new TenantScope.Own(Tenant) })).Select(row => (string)row[2]!);
        titles.ShouldBe(Enumerable.Range(0, Writers).SelectMany(w => Enumerable.Range(0, Each).Select(i => $"{w}/{i}")), ignoreOrder: true);
    }

    [Fact]
    public async Task Many_writers_on_many_streams_do_not_disturb_each_other()
    {
        const int Each = 20;
        var tickets = await Create(Given.Tickets(NewTableName()));
        var positions = new ConcurrentBag<long>();
        var streams = Enumerable.Range(0, Writers).Select(_ => NewStream()).ToArray();

        await AtOnce(async writer =>
        {
            for (var version = 1; version <= Each; version++)
            {
                var row = Given.Insert(tickets, Given.Ticket(Tenant, Guid.CreateVersion7(), $"{writer}/{version}"));
                WriteOperation[] batch = [Given.Append(streams[writer], version), row];
                positions.Add((await Retried(() => Execute(batch)))!.Value.Value);
            }

            return true;
        });

        positions.ShouldBeUnique();
        var log = await ReadLog(new LogQuery { Tenant = Tenant, Limit = Writers * Each + 1 }, count: Writers * Each);
        log.Select(e => e.Position.Value).ShouldBe(positions.Order());
        foreach (var stream in streams)
        {
            log.Where(e => e.Stream == stream).Select(e => e.Version.Value).ShouldBe(Enumerable.Range(1, Each).Select(v => (long)v));
        }
    }

    [Fact]
    public async Task Long_transactions_and_single_batches_take_turns()
    {
        const int Each = 5;
        var streams = Enumerable.Range(0, Writers).Select(_ => NewStream()).ToArray();

        await AtOnce(async writer =>
        {
            for (var round = 0; round < Each; round++)
            {
                await Retried(async () =>
                {
                    await using var session = Store.NewSession();
                    await session.Begin();
                    var version = await session.ReadStreamVersion(streams[writer]);
                    await session.Execute([Given.Append(streams[writer], version.Value + 1)]);
                    await Task.Yield();
                    await session.Execute([Given.Append(streams[writer], version.Value + 2)]);
                    await session.Commit();
                    return true;
                });
                await Retried(async () => await Execute(Given.Append(streams[writer], 1 + (await ReadVersion(streams[writer])).Value)));
            }

            return true;
        });

        foreach (var stream in streams)
        {
            (await ReadVersion(stream)).ShouldBe(new StreamVersion(3 * Each));
        }
    }

    [Fact]
    public async Task Two_processes_write_to_one_stream_without_a_gap_or_a_loss()
    {
        const int Each = 5;
        await using var other = Fixture.Database.NewStore();
        await other.Open();
        var stream = NewStream();

        await AtOnce(async writer =>
        {
            for (var i = 0; i < Each; i++)
            {
                await AppendUntilItFits(writer % 2 == 0 ? Store : other, stream);
            }

            return true;
        });

        (await ReadStream(stream)).Select(e => e.Version.Value).ShouldBe(Enumerable.Range(1, Writers * Each).Select(v => (long)v));
    }

    [Fact]
    public async Task Of_many_repetitions_of_one_idempotent_event_exactly_one_is_stored()
    {
        var outcomes = await AtOnce(_ => Outcome(() => Execute(Given.Append(NewStream(), 1, "one-of-many"))));

        outcomes.Count(o => o is null).ShouldBe(1);
        outcomes.Where(o => o is not null).ShouldAllBe(o => o is DuplicateEventException);
    }

    [Fact]
    public async Task Of_many_repetitions_of_one_request_exactly_one_is_answered()
    {
        var key = Given.Request(Tenant, "one-of-many");
        var streams = Enumerable.Range(0, Writers).Select(_ => NewStream()).ToArray();

        var outcomes = await AtOnce(writer => Outcome(
            () => Execute(Given.Append(streams[writer], 1), new WriteOperation.RecordAnswer(Given.Answer(key, $$"""{"writer":{{writer}}}""")))));

        outcomes.Where(o => o is not null).ShouldAllBe(o => o is DuplicateRequestException);
        var winner = Array.FindIndex(outcomes, o => o is null);
        ShouldBeSameJson((await Read(s => s.ReadAnswer(key)))!.Answer, Given.Json($$"""{"writer":{{winner}}}"""));
        for (var writer = 0; writer < Writers; writer++)
        {
            (await ReadVersion(streams[writer])).Value.ShouldBe(writer == winner ? 1 : 0);
        }
    }

    [Fact]
    public async Task Of_many_rows_with_the_same_unique_value_exactly_one_is_stored()
    {
        var tickets = await Create(Given.Tickets(NewTableName()));

        var outcomes = await AtOnce(_ => Outcome(() => Execute(Given.Insert(tickets, Given.Ticket(Tenant, Guid.CreateVersion7(), "same")))));

        outcomes.Count(o => o is null).ShouldBe(1);
        outcomes.Where(o => o is not null).ShouldAllBe(o => o is UniqueIndexException);
    }

    [Fact]
    public async Task Readers_see_a_batch_whole_or_not_at_all()
    {
        var tickets = await Create(Given.Tickets(NewTableName()));
        using var done = new CancellationTokenSource();
        var query = new RowQuery { Table = tickets, Scope = new TenantScope.Own(Tenant) };
        var readers = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            do
            {
                ((await ReadRows(query)).Count % 2).ShouldBe(0);
            }
            while (!done.IsCancellationRequested);
        })).ToArray();

        for (var i = 0; i < 100; i++)
        {
            await Execute(
                Given.Insert(tickets, Given.Ticket(Tenant, Guid.CreateVersion7(), $"{i}a")),
                Given.Insert(tickets, Given.Ticket(Tenant, Guid.CreateVersion7(), $"{i}b")));
        }

        await done.CancelAsync();
        await Task.WhenAll(readers);
    }

    private static Task<T[]> AtOnce<T>(Func<int, Task<T>> work) =>
        Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(() => work(writer))));

    private static async Task<Exception?> Outcome(Func<Task<EventPosition?>> write)
    {
        try
        {
            await Retried(write);
            return null;
        }
        catch (StoreException outcome)
        {
            return outcome;
        }
    }

    /// <summary>A transient failure is allowed everywhere; doing the same work again is what a caller does then.</summary>
    private static async Task<T> Retried<T>(Func<Task<T>> work)
    {
        while (true)
        {
            try
            {
                return await work();
            }
            catch (TransientStoreException)
            {
                await Task.Yield();
            }
        }
    }

    private static async Task AppendUntilItFits(Store store, StreamId stream, params WriteOperation[] also)
    {
        await using var session = store.NewSession();
        while (true)
        {
            try
            {
                var version = await session.ReadStreamVersion(stream);
                await Retried(() => session.Execute([Given.Append(stream, version.Value + 1), .. also]));
                return;
            }
            catch (StreamConflictException)
            {
                await Task.Yield();
            }
        }
    }
}
