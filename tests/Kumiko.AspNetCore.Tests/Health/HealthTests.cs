using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Kumiko.AspNetCore.Tests.Health;

public class HealthTests
{
    [Fact]
    public async Task A_living_process_says_so()
    {
        await using var host = await EdgeHost.Start();

        var answer = await host.Get("/health");

        answer.Status.ShouldBe(200);
        answer.Body.ShouldBe("""{"status":"ok"}""");
    }

    [Theory]
    [InlineData("/health")]
    [InlineData("/health/ready")]
    [InlineData("/version")]
    public async Task A_load_balancer_may_ask_for_the_head_only(string path)
    {
        await using var host = await EdgeHost.Start();

        var answer = await host.Send(HttpMethod.Head, path);

        answer.Status.ShouldBe(200);
        answer.Body.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_application_whose_checks_pass_is_ready()
    {
        await using var host = await Start(new StubCheck("db", _ => Task.CompletedTask));

        var answer = await host.Get("/health/ready");

        answer.Status.ShouldBe(200);
        answer.Json.GetProperty("status").GetString().ShouldBe("ready");
        answer.Json.GetProperty("state").GetString().ShouldBe("ready");
        answer.Json.GetProperty("uptimeSec").GetInt64().ShouldBeGreaterThanOrEqualTo(0);
        var check = answer.Json.GetProperty("checks").EnumerateArray().ShouldHaveSingleItem();
        check.EnumerateObject().Select(member => member.Name).ShouldBe(["name", "ok", "latencyMs"]);
        check.GetProperty("name").GetString().ShouldBe("db");
        check.GetProperty("ok").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task One_failing_check_of_several_is_enough_not_to_be_ready()
    {
        await using var host = await Start(
            new StubCheck("db", _ => Task.CompletedTask),
            new StubCheck("mail", _ => throw new InvalidOperationException("smtp.internal refused user joe")));

        var answer = await host.Get("/health/ready");

        answer.Status.ShouldBe(503);
        answer.Json.GetProperty("status").GetString().ShouldBe("not_ready");
        answer.Json.GetProperty("checks").EnumerateArray().Select(check => check.GetProperty("ok").GetBoolean()).ShouldBe([true, false]);
        answer.Body.ShouldNotContain("joe");
    }

    [Fact]
    public async Task A_failing_check_tells_developers_why()
    {
        await using var host = await Start("Development", new StubCheck("db", _ => Task.FromException(new InvalidOperationException("no such file"))));

        var check = (await host.Get("/health/ready")).Json.GetProperty("checks")[0];

        check.GetProperty("error").GetString().ShouldBe("no such file");
    }

    [Fact]
    public async Task Nobody_waits_longer_than_two_seconds_for_a_check()
    {
        var clock = new ImpatientClock();
        var never = new TaskCompletionSource();
        await using var host = await EdgeHost.Start(services: services => services
            .AddSingleton<TimeProvider>(clock)
            .AddSingleton<IReadinessCheck>(new StubCheck("stuck", _ => never.Task)));

        var answer = await host.Get("/health/ready");

        answer.Status.ShouldBe(503);
        answer.Json.GetProperty("checks")[0].GetProperty("error").GetString().ShouldBe("no answer within 2 s");
        clock.Waits.ShouldHaveSingleItem().ShouldBe(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task Checks_that_block_a_thread_do_not_hold_up_the_others()
    {
        using var meeting = new Barrier(2);
        await using var host = await Start(
            new StubCheck("left", cancellation => Meet(meeting, cancellation)),
            new StubCheck("right", cancellation => Meet(meeting, cancellation)));

        (await host.Get("/health/ready")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task An_application_that_drains_is_not_ready_and_does_not_ask_its_checks()
    {
        var asked = 0;
        await using var host = await Start(new StubCheck("db", _ =>
        {
            asked++;
            return Task.CompletedTask;
        }));
        host.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();

        var answer = await host.Get("/health/ready");

        answer.Status.ShouldBe(503);
        answer.Json.EnumerateObject().Select(member => member.Name).ShouldBe(["status", "state", "uptimeSec"]);
        answer.Json.GetProperty("state").GetString().ShouldBe("draining");
        (await host.Get("/health")).Status.ShouldBe(200);
        asked.ShouldBe(0);
    }

    [Fact]
    public async Task A_build_may_say_which_one_it_is()
    {
        await using var plain = await EdgeHost.Start("Development", settings: []);
        await using var built = await EdgeHost.Start(settings: new()
        {
            ["JWT_SECRET"] = EdgeHost.Secret,
            ["BUILD_VERSION"] = "1.2.3",
            ["BUILD_TIME"] = "2026-01-02T03:04:05Z",
        });

        (await plain.Get("/version")).Body.ShouldBe("""{"version":"dev","buildTime":"unknown","node":"development"}""");
        (await built.Get("/version")).Body.ShouldBe("""{"version":"1.2.3","buildTime":"2026-01-02T03:04:05Z","node":"production"}""");
    }

    private static Task Meet(Barrier meeting, CancellationToken cancellation)
    {
        meeting.SignalAndWait(cancellation);
        return Task.CompletedTask;
    }

    private static Task<EdgeHost> Start(params StubCheck[] checks) => Start("Production", checks);

    private static Task<EdgeHost> Start(string environment, params StubCheck[] checks) => EdgeHost.Start(environment, services: services =>
    {
        foreach (var check in checks)
        {
            services.AddSingleton<IReadinessCheck>(check);
        }
    });

    private sealed class StubCheck(string name, Func<CancellationToken, Task> check) : IReadinessCheck
    {
        public string Name => name;

        public Task Check(CancellationToken cancellation) => check(cancellation);
    }

    /// <summary>A clock on which every wait is over at once.</summary>
    private sealed class ImpatientClock : TimeProvider
    {
        public List<TimeSpan> Waits { get; } = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Waits.Add(dueTime);
            return base.CreateTimer(callback, state, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }
}
