namespace Kumiko.AspNetCore.Tests.Routes;

public class PayloadDepthTests
{
    /// <summary>A payload whose innermost value stands at a depth, its root being at 0.</summary>
    private static string Objects(int depth) => string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth);

    private static string Arrays(int depth) => new string('[', depth) + "1" + new string(']', depth);

    [Theory]
    [InlineData("/api/write")]
    [InlineData("/api/query")]
    [InlineData("/api/command")]
    public async Task A_value_at_depth_20_passes_and_one_at_21_does_not(string route)
    {
        await using var host = await EdgeHost.StartSignedIn();

        foreach (var shape in (Func<int, string>[])[Objects, Arrays])
        {
            (await host.Post(route, $$"""{"type":"a","payload":{{shape(20)}}}""")).Status.ShouldBeInRange(200, 202);

            var answer = await host.Post(route, $$"""{"type":"a","payload":{{shape(21)}}}""");
            answer.ShouldHaveIssue("payload", "too_deep");
            answer.Field.GetProperty("i18nKey").GetString().ShouldBe("errors.validation.payload_too_deep");
            answer.Field.GetProperty("params").GetRawText().ShouldBe("""{"maxDepth":20}""");
        }
    }

    [Fact]
    public async Task The_depth_counts_in_each_command_of_a_batch()
    {
        await using var host = await EdgeHost.StartSignedIn();

        (await host.Post("/api/batch", $$"""{"commands":[{"type":"a","payload":{{Objects(20)}}}]}""")).Status.ShouldBe(200);
        (await host.Post("/api/batch", $$"""{"commands":[{"type":"a"},{"type":"a","payload":{{Objects(21)}}}]}""")).ShouldHaveIssue("payload", "too_deep");
    }

    [Theory]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(100_000)]
    public async Task Nesting_beyond_the_parsers_own_limit_is_the_same_issue(int depth)
    {
        await using var host = await EdgeHost.StartSignedIn();

        (await host.Post("/api/write", $$"""{"type":"a","payload":{{Arrays(depth)}}}""")).ShouldHaveIssue("payload", "too_deep");
    }

    [Fact]
    public async Task Many_brackets_beside_each_other_are_not_deep()
    {
        await using var host = await EdgeHost.StartSignedIn();
        var wide = "[" + string.Join(',', Enumerable.Repeat("{\"a\":[]}", 1000)) + "]";
        var brackets = "\"" + new string('[', 50) + "\"";

        (await host.Post("/api/write", $$"""{"type":"a","payload":[{{wide}},{{brackets}}]}""")).Status.ShouldBe(200);
    }
}
