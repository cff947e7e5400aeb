using System.Collections.Concurrent;

namespace Kumiko.AspNetCore.Tests.Applications;

public abstract class ManyClientsSpecification(Databases databases)
{
    [Fact]
    public async Task Nothing_is_lost_and_nothing_breaks_when_many_clients_change_one_record()
    {
        var host = await databases.Shelf;
        var tenant = new TenantId(Guid.CreateVersion7());
        var id = Guid.CreateVersion7();
        (await host.Write("shelf:write:tag:create", $$"""{"id":"{{id}}","name":"Lamp"}""", tenant)).Status.ShouldBe(200);
        var acknowledged = 0;
        var others = new ConcurrentBag<Answer>();

        await Task.WhenAll(Enumerable.Range(0, 32).Select(client => Task.Run(async () =>
        {
            for (var i = 0; i < 6; i++)
            {
                var answer = client % 2 == 0
                    ? await host.Write("shelf:write:tag:use", $$"""{"id":"{{id}}","times":1}""", tenant, $"{client}-{i}")
                    : await Update(host, tenant, id);
                if (answer.Status == 200)
                {
                    Interlocked.Increment(ref acknowledged);
                }
                else
                {
                    others.Add(answer);
                }
            }
        })));

        others.ShouldAllBe(a => a.Status == 409 && a.Code == "version_conflict");
        acknowledged.ShouldBeGreaterThan(0);
        var tag = (await host.Query("shelf:query:tag:detail", $$"""{"id":"{{id}}"}""", tenant)).Json.GetProperty("data");
        tag.GetProperty("uses").GetInt32().ShouldBe(acknowledged);
        await host.ShouldBeSound();
    }

    [Fact]
    public async Task Sixteen_equal_requests_at_once_get_one_answer()
    {
        var host = await databases.Shelf;
        var tenant = new TenantId(Guid.CreateVersion7());

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(
            () => host.Write("shelf:write:tag:create", """{"name":"é < & 漢"}""", tenant, "once"))));

        answers.ShouldAllBe(a => a.Status == 200);
        answers.Select(a => a.Body).Distinct().ShouldHaveSingleItem();
        (await host.Query("shelf:query:tag:list", "{}", tenant)).Json.GetProperty("data").GetProperty("rows").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task A_repeated_batch_gets_the_same_failure_again()
    {
        var host = await databases.Shelf;
        var tenant = new TenantId(Guid.CreateVersion7());
        const string Batch =
            """{"requestId":"batch","commands":[{"type":"shelf:write:tag:create","payload":{"name":"é"}},{"type":"shelf:write:tag:create","payload":{}},{"type":"shelf:write:tag:create","payload":{"name":"b"}}]}""";

        var first = await host.Post("/api/batch", Batch, ApplicationHost.Headers(tenant));
        var second = await host.Post("/api/batch", Batch, ApplicationHost.Headers(tenant));

        foreach (var answer in new[] { first, second })
        {
            answer.ShouldHaveIssue("name", "invalid_type");
            answer.Json.GetProperty("failedIndex").GetInt32().ShouldBe(1);
            answer.Json.GetProperty("results").GetArrayLength().ShouldBe(2);
        }

        second.Json.GetProperty("results").GetRawText().ShouldBe(first.Json.GetProperty("results").GetRawText());
        (await host.Query("shelf:query:tag:list", "{}", tenant)).Json.GetProperty("data").GetProperty("rows").GetArrayLength().ShouldBe(0);
    }

    private static async Task<Answer> Update(ApplicationHost host, TenantId tenant, Guid id)
    {
        var tag = (await host.Query("shelf:query:tag:detail", $$"""{"id":"{{id}}"}""", tenant)).Json.GetProperty("data");
        var (version, uses) = (tag.GetProperty("version").GetInt64(), tag.GetProperty("uses").GetInt32());
        return await host.Write("shelf:write:tag:update", $$$"""{"id":"{{{id}}}","version":{{{version}}},"changes":{"uses":{{{uses + 1}}}}}""", tenant);
    }
}
