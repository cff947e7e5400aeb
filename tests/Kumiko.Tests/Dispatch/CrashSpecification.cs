using Kumiko.Tests.Apps;

namespace Kumiko.Tests.Dispatch;

public abstract class CrashSpecification(DatabaseSource source)
{
    private const int Rounds = 10;

    [Fact]
    public async Task A_killed_process_leaves_every_acknowledged_request_and_no_half_of_any()
    {
        await using var database = await source.CreateDatabase();
        var random = new Random(7);
        var acknowledged = new HashSet<string>();
        for (var round = 0; round < Rounds; round++)
        {
            using var writer = await Writer.Start(database.Address, round);

            await writer.Await(random.Next(1, 80));
            await writer.Kill();

            writer.Failure.ShouldBeNull();
            acknowledged.UnionWith(writer.Acknowledged);
            await Writer.ShouldHaveLeftAllOrNothing(database, acknowledged);
        }
    }
}
