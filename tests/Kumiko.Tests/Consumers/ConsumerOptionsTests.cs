using Kumiko.Testing;

namespace Kumiko.Tests.Consumers;

public class ConsumerOptionsTests
{
    public static TheoryData<string, ConsumerOptions> Wrong => new()
    {
        { "PageSize", new ConsumerOptions { PageSize = 0 } },
        { "EffectsPerCommit", new ConsumerOptions { EffectsPerCommit = 0 } },
        { "Concurrency", new ConsumerOptions { Concurrency = 0 } },
        { "EffectsTime", new ConsumerOptions { EffectsTime = TimeSpan.Zero } },
        { "StopPatience", new ConsumerOptions { StopPatience = TimeSpan.FromSeconds(-1) } },
        { "HeartbeatInterval", new ConsumerOptions { HeartbeatInterval = TimeSpan.Zero } },
        { "LeaseTime", new ConsumerOptions { LeaseTime = TimeSpan.FromSeconds(3) } },
        { "NodeName", new ConsumerOptions { NodeName = " " } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Options_that_cannot_work_are_refused_by_name(string option, ConsumerOptions options)
    {
        await using var app = await TestApp.Start(new PostFeature(new PostLog()));

        (await Should.ThrowAsync<InvalidOperationException>(() => app.StartConsumers(options))).Message.ShouldStartWith($"ConsumerOptions.{option} ");
    }

    [Fact]
    public async Task An_application_works_for_its_consumers_only_once()
    {
        await using var app = await TestApp.Start(new PostFeature(new PostLog()));
        await app.StartConsumers();

        await Should.ThrowAsync<InvalidOperationException>(() => app.StartConsumers());
        await app.StopConsumers();
        await app.StartConsumers();
    }
}
