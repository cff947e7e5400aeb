namespace Kumiko.AspNetCore.Tests.Applications;

public abstract class PositionSpecification(Databases databases)
{
    private readonly TenantId _tenant = new(Guid.CreateVersion7());

    [Fact]
    public async Task A_client_sees_what_it_wrote_in_a_table_that_is_filled_behind_the_command()
    {
        var host = await databases.Shelf;
        var id = await CreateTag(host, "Lamp");
        for (var times = 1; times <= 10; times++)
        {
            var written = await host.Write("shelf:write:tag:use", $$"""{"id":"{{id}}","times":1}""", _tenant);
            var answer = await Uses(host, id, ("X-Kumiko-Wait-For", written.Header("X-Kumiko-Position")!));

            answer.Status.ShouldBe(200, answer.Body);
            answer.Json.GetProperty("data").GetProperty("times").GetInt32().ShouldBe(times);
        }
    }

    [Fact]
    public async Task Commands_and_batches_say_where_they_stand_and_so_does_a_repetition()
    {
        var host = await databases.Shelf;
        var first = await host.Write("shelf:write:tag:create", """{"name":"a"}""", _tenant, "once");
        var batch = await host.Post(
            "/api/batch", """{"commands":[{"type":"shelf:write:tag:create","payload":{"name":"b"}}]}""", ApplicationHost.Headers(_tenant));
        var command = await host.Post("/api/command", """{"type":"shelf:write:tag:create","payload":{"name":"c"}}""", ApplicationHost.Headers(_tenant));
        var repeated = await host.Write("shelf:write:tag:create", """{"name":"a"}""", _tenant, "once");
        var refused = await host.Write("shelf:write:tag:create", """{"name":"a"}""", _tenant);

        var positions = new[] { first, batch, command }.Select(PositionOf).ToList();
        positions.ShouldBe(positions.Order());
        PositionOf(repeated).ShouldBeGreaterThanOrEqualTo(positions[0]);
        refused.Status.ShouldBe(409);
        refused.Header("X-Kumiko-Position").ShouldBeNull();
    }

    [Fact]
    public async Task A_wait_that_lasts_too_long_is_a_503_that_says_who_is_behind()
    {
        var host = await databases.Shelf;
        var id = await CreateTag(host, "Lamp");

        var answer = await Uses(host, id, ("X-Kumiko-Wait-For", "999999999999"), ("X-Kumiko-Wait-Timeout", "50"));

        answer.ShouldBeFailure(503, "projection_behind");
        answer.Error.GetProperty("details").GetProperty("projection").GetString().ShouldBe("shelf:projection:tag-uses");
        answer.Error.GetProperty("details").GetProperty("wanted").GetString().ShouldBe("999999999999");
    }

    [Theory]
    [InlineData("X-Kumiko-Wait-For", "soon")]
    [InlineData("X-Kumiko-Wait-For", "-1")]
    [InlineData("X-Kumiko-Wait-For", "1.5")]
    [InlineData("X-Kumiko-Wait-Timeout", "5s")]
    public async Task A_header_that_is_no_whole_number_is_refused_by_its_name(string header, string value)
    {
        var host = await databases.Shelf;

        var answer = await Uses(host, Guid.NewGuid(), [(header, value), .. header == "X-Kumiko-Wait-Timeout" ? new[] { ("X-Kumiko-Wait-For", "1") } : []]);

        answer.ShouldHaveIssue(header, "invalid_type");
    }

    private static long PositionOf(Answer answer) => long.Parse(answer.Header("X-Kumiko-Position").ShouldNotBeNull());

    private async Task<Guid> CreateTag(ApplicationHost host, string name)
    {
        var id = Guid.CreateVersion7();
        (await host.Write("shelf:write:tag:create", $$"""{"id":"{{id}}","name":"{{name}}"}""", _tenant)).Status.ShouldBe(200);
        return id;
    }

    private Task<Answer> Uses(ApplicationHost host, Guid id, params (string, string)[] headers) => host.Post(
        "/api/query", $$$"""{"type":"shelf:query:tag:uses","payload":{"id":"{{{id}}}"}}""", [.. ApplicationHost.Headers(_tenant), .. headers]);
}
