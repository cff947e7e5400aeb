using Kumiko.Storage;

namespace Kumiko.Tests.Storage;

public abstract class ListenSpecification(StoreFixture fixture) : StoreTests(fixture)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_commit_of_this_process_wakes_its_listeners()
    {
        await using var one = await Store.Listen();
        await using var two = await Store.Listen();

        await Execute(Given.Append(NewStream(), 1));

        await one.Wait().WaitAsync(Patience);
        await two.Wait().WaitAsync(Patience);
    }

    [Fact]
    public async Task A_transaction_wakes_listeners_when_it_commits()
    {
        await using var listener = await Store.Listen();
        await using var session = Store.NewSession();
        await session.Begin();
        await session.Execute([Given.Append(NewStream(), 1)]);
        var woken = listener.Wait();
        woken.IsCompleted.ShouldBeFalse();

        await session.Commit();

        await woken.WaitAsync(Patience);
    }

    [Fact]
    public async Task Many_commits_before_a_listener_looks_are_one_signal()
    {
        await using var listener = await Store.Listen();
        for (var i = 0; i < 5; i++)
        {
            await Execute(Given.Append(NewStream(), 1));
        }

        await listener.Wait().WaitAsync(Patience);
        listener.Wait().IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task What_appends_no_event_wakes_nobody()
    {
        await using var listener = await Store.Listen();

        await Execute(new WriteOperation.RecordAnswer(Given.Answer(Given.Request(Tenant, "no-events"))));

        listener.Wait().IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task A_commit_of_another_process_wakes_listeners_while_they_are_told()
    {
        await using var other = await Another();
        (Store.TellsOthers, other.TellsOthers) = (true, true);
        await using var listener = await Store.Listen();

        for (var i = 0; i < 3; i++)
        {
            var woken = listener.Wait();
            await using var session = other.NewSession();
            await session.Execute([Given.Append(NewStream(), 1)]);
            await woken.WaitAsync(Patience);
        }
    }

    [Fact]
    public async Task Whether_others_are_told_can_change_while_somebody_waits()
    {
        await using var other = await Another();
        await using var listener = await Store.Listen();
        await using var second = await Store.Listen();
        var woken = listener.Wait();

        (Store.TellsOthers, other.TellsOthers) = (true, true);
        await using var session = other.NewSession();
        await session.Execute([Given.Append(NewStream(), 1)]);

        await woken.WaitAsync(Patience);
        (Store.TellsOthers, other.TellsOthers) = (false, false);
        Store.TellsOthers.ShouldBeFalse();
    }

    [Fact]
    public async Task A_wait_ends_when_its_caller_gives_up()
    {
        await using var listener = await Store.Listen();
        using var stop = new CancellationTokenSource();
        var wait = listener.Wait(stop.Token);

        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => wait);
        await Execute(Given.Append(NewStream(), 1));
        await listener.Wait().WaitAsync(Patience);
    }

    [Fact]
    public async Task A_listener_may_be_disposed_twice_and_a_store_without_listeners_goes_on()
    {
        var listener = await Store.Listen();
        await listener.DisposeAsync();
        await listener.DisposeAsync();

        await Execute(Given.Append(NewStream(), 1));
    }

    private async Task<Store> Another()
    {
        var store = Fixture.Database.NewStore();
        await store.Open();
        return store;
    }
}
