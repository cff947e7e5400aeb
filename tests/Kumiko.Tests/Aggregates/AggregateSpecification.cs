using Kumiko.Testing;
using Kumiko.Tests.Apps;
using Kumiko.Tests.Events;

namespace Kumiko.Tests.Aggregates;

public sealed class ParcelStory
{
    public List<string> Lines { get; init; } = [];
}

/// <summary>Streams as states: loading, as of a version or a time, and writing with the version that was fetched as the guard.</summary>
public abstract class AggregateSpecification(DatabaseSource source) : LabTests(source)
{
    private static readonly DateTimeOffset Noon = new(2024, 5, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly Guid _id = Guid.CreateVersion7();
    private readonly ManualClock _clock = new(Noon);

    [Fact]
    public async Task A_stream_is_what_its_events_come_to()
    {
        await StartAccounts();
        await Do(ctx => ctx.Append("account", _id, new Deposited(10, ctx.Now)));
        _clock.Advance(TimeSpan.FromSeconds(1));
        await Do(ctx => ctx.Append("account", _id, new Withdrawn(4)));
        await Do(ctx => ctx.Append("account", _id, new Weighed(4)));

        await See(async ctx =>
        {
            (await Balance(ctx, LoadOptions.Default)).ShouldBe((6, 3));
            (await Balance(ctx, AsOf.Version(new StreamVersion(1)))).ShouldBe((10, 1));
            (await Balance(ctx, AsOf.Time(Noon.AddMilliseconds(999)))).ShouldBe((10, 1));
            (await Balance(ctx, AsOf.Time(Noon.AddSeconds(1)))).ShouldBe((6, 3));
            (await ctx.LoadAggregate<AccountState>(_id, AsOf.Time(Noon.AddMilliseconds(-1)))).ShouldBeNull();
            (await ctx.LoadAggregate<AccountState>(Guid.CreateVersion7())).ShouldBeNull();
        });
        await App.As(OtherTenant, "User").Query<object?>(Lab.Look(async ctx => (await ctx.LoadAggregate<AccountState>(_id)).ShouldBeNull()));
    }

    [Fact]
    public async Task An_archived_stream_loads_as_nothing_unless_it_is_asked_for()
    {
        await StartAccounts();
        await Do(ctx => ctx.Append("account", _id, new Deposited(10, ctx.Now)));
        await Do(ctx => ctx.ArchiveStream("account", _id, "closed"));

        await See(async ctx =>
        {
            (await ctx.LoadAggregate<AccountState>(_id)).ShouldBeNull();
            (await ctx.LoadAggregate<AccountState>(_id, AsOf.Version(new StreamVersion(1)))).ShouldBeNull();
            (await Balance(ctx, new LoadOptions { IncludeArchived = true })).ShouldBe((10, 2));
        });
        await Do(ctx => ctx.FetchForWriting<AccountState>(_id)).ShouldFail<StreamArchivedException>();
    }

    [Fact]
    public async Task What_is_appended_to_a_fetched_stream_is_taken_into_its_state()
    {
        await StartAccounts();
        await Do(async ctx =>
        {
            var account = await ctx.FetchForWriting<AccountState>(_id);
            account.Version.ShouldBe(StreamVersion.None);
            await account.Append(new Deposited(1.5m, ctx.Now));
            await account.Append(new Withdrawn(1), new AppendOptions { Headers = new Dictionary<string, string> { ["a"] = "b" } });
            (account.State.Balance, account.Version.Value).ShouldBe((0.5m, 2));
            (await ctx.LoadAggregate<AccountState>(_id)).ShouldNotBeNull().State.Balance.ShouldBe(0.5m);
        });
        await See(async ctx => (await Balance(ctx, LoadOptions.Default)).ShouldBe((0.5m, 2)));
    }

    [Fact]
    public async Task The_fetched_version_guards_what_is_appended_up_to_the_commit()
    {
        await StartAccounts();
        await Do(ctx => ctx.Append("account", _id, new Deposited(10, ctx.Now)));

        await Do(async ctx =>
        {
            var account = await ctx.FetchForWriting<AccountState>(_id);
            await Do(other => other.Append("account", _id, new Withdrawn(10)));
            await account.Append(new Withdrawn(10));
        }).ShouldConflict(2);
        await Do(async ctx =>
        {
            var account = await ctx.FetchForWriting<AccountState>(_id);
            await ctx.Append("account", _id, new Deposited(1, ctx.Now));
            await account.Append(new Withdrawn(10));
        }).ShouldConflict(3);
        await Do(ctx => ctx.FetchForWriting<AccountState>(_id, new StreamVersion(1))).ShouldConflict(2);
        await See(async ctx => (await Balance(ctx, LoadOptions.Default)).ShouldBe((0, 2)));
    }

    [Fact]
    public async Task A_record_s_stream_can_be_folded_into_another_state()
    {
        await StartLab(r => r.Aggregate<ParcelStory>("parcel-story", a => a.From<Parcel>()
            .On<Created<Parcel>>((s, e) => Told(s, "made " + e.Data.Record.Code))
            .On<Updated<Parcel>>((s, e) => Told(s, $"{e.Data.Before.Shelf ?? "nowhere"} to {e.Data.After.Shelf}"))
            .On<Weighed>((s, e) => Told(s, e.Data.Grams + " g"))));
        var parcel = await Parcel("p-1");
        await User.Update(parcel, p => p.Shelf = "7");
        await Do(async ctx =>
        {
            var story = await ctx.FetchForWriting<ParcelStory>(parcel.Id);
            await story.Append(new Weighed(5));
            story.State.Lines.ShouldBe(["made p-1", "nowhere to 7", "5 g"]);
        });

        (await User.Detail<Parcel>(parcel.Id)).ShouldNotBeNull().Version.Value.ShouldBe(3);
        await See(async ctx => (await ctx.LoadAggregate<ParcelStory>(parcel.Id)).ShouldNotBeNull().State.Lines.Count.ShouldBe(3));
        await Do(ctx => ctx.FetchForWriting<ParcelStory>(Guid.CreateVersion7())).ShouldBeNotFound();

        static ParcelStory Told(ParcelStory story, string line)
        {
            story.Lines.Add(line);
            return story;
        }
    }

    [Fact]
    public async Task A_stream_longer_than_a_page_is_read_whole()
    {
        const int Count = 2500;
        await StartAccounts();
        await Do(async ctx =>
        {
            for (var i = 0; i < Count; i++)
            {
                await ctx.Append("account", _id, new Deposited(1, ctx.Now));
            }
        });

        await See(async ctx =>
        {
            (await Balance(ctx, LoadOptions.Default)).ShouldBe((Count, Count));
            (await Balance(ctx, AsOf.Version(new StreamVersion(1000)))).ShouldBe((1000, 1000));
            (await Balance(ctx, AsOf.Version(new StreamVersion(1001)))).ShouldBe((1001, 1001));
            (await Balance(ctx, AsOf.Time(_clock.GetUtcNow()))).ShouldBe((Count, Count));
            (await ctx.StreamEvents(_id).Select(e => e.Version.Value).ToListAsync(Cancellation)).ShouldBe(Enumerable.Range(1, Count).Select(v => (long)v));
        });
    }

    private async Task<(decimal Balance, long Version)> Balance(QueryContext ctx, LoadOptions options)
    {
        var loaded = (await ctx.LoadAggregate<AccountState>(_id, options)).ShouldNotBeNull();
        return (loaded.State.Balance, loaded.Version.Value);
    }

    private Task StartAccounts() => StartLab(r => AccountState.Declare(r), new TestAppOptions { Clock = _clock });
}
