using System.Text.Json;
using Kumiko.Testing;
using Kumiko.Tests.Apps;
using Kumiko.Tests.Events;

namespace Kumiko.Tests.Aggregates;

/// <summary>A state with a memory that JSON does not see.</summary>
public sealed class SecretiveState
{
    private int _seen;

    public int Shown { get; set; }

    public SecretiveState Saw()
    {
        _seen++;
        Shown = _seen > 3 ? 1 : 0;
        return this;
    }
}

/// <summary>Snapshots make loading quicker and change nothing else.</summary>
public abstract class SnapshotSpecification(DatabaseSource source) : LabTests(source)
{
    private readonly Guid _id = Guid.CreateVersion7();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task With_snapshots_or_without_every_state_is_the_same(int seed)
    {
        var random = new Random(seed);
        var clock = new ManualClock(new DateTimeOffset(2024, 5, 1, 12, 0, 0, TimeSpan.Zero));
        await StartLab(r => AccountState.Declare(r, snapshotEvery: 5), new TestAppOptions { Clock = clock });
        var plain = new LabFeature(r => AccountState.Declare(r));
        var without = Keep(await App.StartBeside(plain));
        var ids = Enumerable.Range(0, 4).Select(_ => Guid.CreateVersion7()).ToList();
        for (var step = 0; step < 120; step++)
        {
            clock.Advance(TimeSpan.FromMilliseconds(step % 3));
            var id = ids[random.Next(ids.Count)];
            await Do(ctx => random.Next(20) switch
            {
                0 when step > 0 => Toggle(ctx, id),
                < 10 => Try(ctx.Append("account", id, new Deposited(random.Next(1, 1000) / 100m, ctx.Now.AddTicks(17)))),
                _ => Try(ctx.Append("account", id, new Withdrawn(random.Next(1, 100)))),
            });
            LoadOptions asOf = random.Next(4) switch
            {
                0 => AsOf.Version(new StreamVersion(random.Next(0, 40))),
                1 => AsOf.Time(clock.GetUtcNow().AddMilliseconds(-random.Next(100))),
                2 => new LoadOptions { IncludeArchived = true },
                _ => AsOf.Latest,
            };
            (await Loaded(App, Lab, id, asOf)).ShouldBe(await Loaded(without, plain, id, asOf), $"seed {seed}, step {step}");
        }

        (await SnapshotOf(ids[0])).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_snapshot_is_taken_when_enough_events_were_folded()
    {
        await StartLab(r => AccountState.Declare(r, snapshotEvery: 3));
        await Deposit(2);
        await Load();
        (await SnapshotOf(_id)).ShouldBeNull();

        await Deposit(2);
        await Load();
        (await SnapshotOf(_id)).ShouldNotBeNull().Version.Value.ShouldBe(4);

        await Deposit(2);
        await Load();
        (await SnapshotOf(_id))!.Version.Value.ShouldBe(4);
        await Deposit(1);
        await Load();
        (await SnapshotOf(_id))!.Version.Value.ShouldBe(7);
    }

    [Fact]
    public async Task What_a_command_has_not_committed_is_in_no_snapshot()
    {
        await StartLab(r => AccountState.Declare(r, snapshotEvery: 1));
        await Do(async ctx =>
        {
            await ctx.Append("account", _id, new Deposited(1, ctx.Now));
            (await ctx.LoadAggregate<AccountState>(_id)).ShouldNotBeNull();
            throw new UnprocessableException("no", "It was all for nothing.");
        }).ShouldFail<UnprocessableException>();

        (await SnapshotOf(_id)).ShouldBeNull();
        await See(async ctx => (await ctx.LoadAggregate<AccountState>(_id)).ShouldBeNull());
    }

    [Fact]
    public async Task A_snapshot_of_another_generation_is_passed_over_and_replaced()
    {
        await StartLab(r => AccountState.Declare(r, snapshotEvery: 1));
        await Deposit(3);
        await Load();
        var first = (await SnapshotOf(_id)).ShouldNotBeNull();

        var next = new LabFeature(r => r.Aggregate<AccountState>("account", a => a.On<Deposited>((s, e) => s with { Balance = s.Balance + 100 }).Snapshot(1, version: 2)));
        var app = Keep(await App.StartBeside(next));
        (await Loaded(app, next, _id, AsOf.Latest)).ShouldContain("\"Balance\":300");
        (await SnapshotOf(_id)).ShouldNotBeNull().SchemaVersion.ShouldNotBe(first.SchemaVersion);
    }

    [Fact]
    public async Task A_state_that_json_does_not_hold_is_not_kept()
    {
        await StartLab(r => r.Aggregate<SecretiveState>("account", a => a.On<Deposited>((s, _) => s.Saw()).Snapshot(every: 2)));
        for (var i = 0; i < 3; i++)
        {
            await Deposit(2);
            await See(async ctx => (await ctx.LoadAggregate<SecretiveState>(_id)).ShouldNotBeNull().State.Shown.ShouldBe(i == 0 ? 0 : 1));
        }

        (await SnapshotOf(_id)).ShouldBeNull();
    }

    private static async Task Toggle(WriteContext ctx, Guid id)
    {
        if (await ctx.IsStreamArchived(id))
        {
            await ctx.RestoreStream("account", id);
        }
        else
        {
            await Try(ctx.ArchiveStream("account", id, "closed"));
        }
    }

    private static async Task Try(Task work)
    {
        try
        {
            await work;
        }
        catch (KumikoException refused) when (refused is StreamArchivedException or NotFoundException)
        {
        }
    }

    private Task Deposit(int times) => Do(async ctx =>
    {
        for (var i = 0; i < times; i++)
        {
            await ctx.Append("account", _id, new Deposited(1, ctx.Now));
        }
    });

    private Task Load() => See(ctx => ctx.LoadAggregate<AccountState>(_id));

    private async Task<string> Loaded(TestApp app, LabFeature lab, Guid id, LoadOptions options)
    {
        var text = "";
        await app.As(Tenant, "User").Query<object?>(lab.Look(async ctx => text = JsonSerializer.Serialize(await ctx.LoadAggregate<AccountState>(id, options))));
        return text;
    }

    private async Task<Kumiko.Storage.Snapshot?> SnapshotOf(Guid id)
    {
        await using var session = App.Store.NewSession();
        return await session.ReadSnapshot(new StreamId(Tenant, id), "account", Cancellation);
    }
}
