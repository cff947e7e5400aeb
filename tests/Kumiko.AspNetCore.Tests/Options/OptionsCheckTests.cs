using Microsoft.Extensions.Options;

namespace Kumiko.AspNetCore.Tests.Options;

public class OptionsCheckTests
{
    [Theory]
    [InlineData("Kumiko:MaxBodyBytes must be", "Kumiko:MaxBodyBytes=-1")]
    [InlineData("Kumiko:MaxBatchCommands must be", "Kumiko:MaxBatchCommands=0")]
    [InlineData("Kumiko:DocsUrl must be", "Kumiko:DocsUrl=docs")]
    [InlineData("Kumiko:DocsUrl must be", "Kumiko:DocsUrl=file:///etc/passwd")]
    [InlineData("Kumiko:Cookies:SameSite must be", "Kumiko:Cookies:SameSite=None")]
    [InlineData("Kumiko:Cookies:Domain must be", "Kumiko:Cookies:Domain=a; Path=/x", "Kumiko:Origins:AllowAny=true")]
    [InlineData("List the origins", "Kumiko:Cookies:Domain=example.org")]
    [InlineData("contradict", "Kumiko:Origins:AllowAny=true", "Kumiko:Origins:Allowed:0=https://app.example.org")]
    public async Task A_wrong_setting_ends_the_start_and_is_named(string problem, params string[] settings)
    {
        var failure = await Should.ThrowAsync<OptionsValidationException>(() => EdgeHost.Start(settings: Settings(settings)));

        failure.Message.ShouldContain(problem);
    }

    [Theory]
    [InlineData("Kumiko:Cookies:Domain=example.org", "Kumiko:Origins:AllowAny=true")]
    [InlineData("Kumiko:Cookies:Domain=example.org", "Kumiko:Origins:Allowed:0=https://app.example.org")]
    [InlineData("Kumiko:MaxBodyBytes=0")]
    public async Task A_right_setting_starts(params string[] settings)
    {
        await using var host = await EdgeHost.Start(settings: Settings(settings));

        (await host.Get("/health")).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Staging")]
    public async Task Outside_development_a_secret_is_needed(string environment)
    {
        var failure = await Should.ThrowAsync<OptionsValidationException>(() => EdgeHost.Start(environment, settings: []));

        failure.Message.ShouldContain("Set JWT_SECRET");
    }

    [Fact]
    public async Task All_problems_are_reported_at_once()
    {
        var failure = await Should.ThrowAsync<OptionsValidationException>(() => EdgeHost.Start(settings: new()
        {
            ["Kumiko:MaxBodyBytes"] = "-1",
            ["Kumiko:MaxBatchCommands"] = "0",
        }));

        failure.Failures.Count().ShouldBe(3);
    }

    [Theory]
    [InlineData("Kumiko:Development:Tenant=nonsense")]
    [InlineData("Kumiko:Development:User=anonymous")]
    [InlineData("Kumiko:Development:User=two words")]
    [InlineData("Kumiko:Development:Roles:0=system")]
    public async Task A_wrong_developer_is_a_problem_in_development_only(string setting)
    {
        var failure = await Should.ThrowAsync<OptionsValidationException>(() => EdgeHost.Start("Development", Settings([setting])));
        failure.Message.ShouldContain(setting.Split('=')[0].Replace(":0", "", StringComparison.Ordinal));

        await using var host = await EdgeHost.Start("Production", Settings([setting]));
        (await host.Get("/health")).Status.ShouldBe(200);
    }

    private static Dictionary<string, string?> Settings(string[] settings)
    {
        var all = settings.Select(setting => setting.Split('=', 2)).ToDictionary(pair => pair[0], pair => (string?)pair[1]);
        all["JWT_SECRET"] = EdgeHost.Secret;
        return all;
    }
}
