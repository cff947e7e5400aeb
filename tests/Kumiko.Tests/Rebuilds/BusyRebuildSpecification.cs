using Kumiko.Testing;
using Kumiko.Tests.Apps;
using Kumiko.Tests.Consumers;
using Kumiko.Tests.Dispatch;
using Kumiko.Tests.Projections;

namespace Kumiko.Tests.Rebuilds;

/// <summary>Rebuilds while the application goes on.</summary>
public abstract class BusyRebuildSpecification(DatabaseSource source) : RebuildTests(source)
{
    private const int Writers = 4;

    private int _written;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Nothing_that_is_written_meanwhile_is_lost(string projection)
    {
        var app = await StartWithAccounts();
        await app.StartConsumers();
        using var stop = new CancellationTokenSource();
        var writers = Enumerable.Range(0, Writers).Select(number => Task.Run(() => Write(app, number, stop.Token))).ToList();
        var readers = Enumerable.Range(0, 2).Select(_ => Task.Run(() => Read(app, stop.Token))).ToList();

        for (var i = 0; i < 3; i++)
        {
            var before = Volatile.Read(ref _written);
            await Eventually.True(() => Volatile.Read(ref _written) > before + Writers, "some work between two rebuilds");
            await app.Rebuilds.Rebuild(projection, new RebuildOptions { PageSize = 200, Patience = TimeSpan.FromSeconds(2) });
            (await app.Rebuilds.Verify(projection)).Differences.ShouldBeEmpty($"after rebuild {i}");
        }

        await stop.CancelAsync();
        var written = (await Task.WhenAll(writers)).Sum();
        await Task.WhenAll(readers);
        await app.StopConsumers();
        await app.DrainConsumers();
        written.ShouldBe(_written);
        (await Rows<OwnerSum>(app)).Where(s => s.Owner.StartsWith("writer", StringComparison.Ordinal)).Sum(s => s.Accounts).ShouldBe(written);
        (await Rows<OwnerTotal>(app)).Where(s => s.Owner.StartsWith("writer", StringComparison.Ordinal)).Sum(s => s.Accounts).ShouldBe(written);
        (await app.CompareAllWithRebuilds()).ShouldBeEmpty();
    }

    private async Task<int> Write(TestApp app, int number, CancellationToken stop)
    {
        // A pace, so that what is compared in the end does not grow with the time that a busy machine takes.
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(25));
        var user = app.As();
        for (var written = 0; ; written++)
        {
            await pace.WaitForNextTickAsync(CancellationToken.None);
            if (stop.IsCancellationRequested)
            {
                return written;
            }

            var account = await user.Create(new Account { Owner = $"writer {number}", Balance = written });
            await user.Update(account, a => a.Balance++);
            Interlocked.Increment(ref _written);
        }
    }

    private async Task Read(TestApp app, CancellationToken stop)
    {
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!stop.IsCancellationRequested)
        {
            await pace.WaitForNextTickAsync(CancellationToken.None);
            (await Rows<OwnerSum>(app)).ShouldNotBeEmpty();
            (await Ask(app, ctx => ctx.Query<Account>().Take(5).ToList())).ShouldNotBeEmpty();
        }
    }
}
