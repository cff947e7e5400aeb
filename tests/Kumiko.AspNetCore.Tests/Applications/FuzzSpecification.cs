using System.Text;
using System.Text.Json.Nodes;

namespace Kumiko.AspNetCore.Tests.Applications;

/// <summary>Valid requests with random damage: to their bytes, and to their structure.</summary>
public abstract class FuzzSpecification(Databases databases)
{
    private const int Requests = 1500;

    private static readonly string[] Routes = ["/api/write", "/api/batch", "/api/query", "/api/command"];

    private static readonly string[] Splinters =
    [
        "\0", "\u0001", "\"", "\\", "\\u0000", "\\ud800", "\\udfff", "{", "}", "[", "]", ",", ":", "null", "true", "1e400", "-", "9999999999999999999999", "'", "--", "é", "\U0001F642", "[[[[[[[[[[[[[[[[[[[[[[[[",
    ];

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public async Task Damaged_requests_get_documented_answers_and_leave_the_database_sound(int seed)
    {
        var host = await databases.Shelf;
        var tenant = new TenantId(Guid.CreateVersion7());
        var id = Guid.CreateVersion7();
        (await host.Write("shelf:write:item:create", $$"""{"id":"{{id}}","title":"first"}""", tenant)).Status.ShouldBe(200);

        await Parallel.ForEachAsync(Enumerable.Range(0, Requests), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, _) =>
        {
            var random = new Random((seed * 100_000) + i);
            var route = Routes[random.Next(Routes.Length)];
            var body = Damage(Request(random, id), random);
            using var content = new ByteArrayContent(body);
            content.Headers.ContentType = new("application/json");

            var answer = await host.Send(HttpMethod.Post, route, content, ApplicationHost.Headers(tenant));

            answer.ShouldBeDocumented($"seed {seed}, request {i}: {route} {Encoding.UTF8.GetString(body)}", route);
        });

        (await host.Get("/health/ready")).Status.ShouldBe(200);
        await ShouldListEverything(host, tenant, "shelf:query:item:list");
        await ShouldListEverything(host, tenant, "shelf:query:tag:list");
        await host.ShouldBeSound();
    }

    private static async Task ShouldListEverything(ApplicationHost host, TenantId tenant, string query)
    {
        string? cursor = null;
        do
        {
            var page = await host.Query(query, JsonSerializer.Serialize(new { limit = 200, cursor, includeDeleted = true }), tenant);
            page.Status.ShouldBe(200, page.Body);
            cursor = page.Json.GetProperty("data").GetProperty("nextCursor").GetString();
        }
        while (cursor is not null);
    }

    private static JsonNode Request(Random random, Guid id)
    {
        JsonNode[] calls =
        [
            Call("shelf:write:item:create", """{"title":"Lamp","email":"a@example.org","count":5,"large":"9007199254740993","real":1.5,"weight":2.25,"price":{"amount":9.99,"currency":"EUR"},"day":"2024-02-29","at":"2024-02-29T12:00:00Z","opening":{"at":"2024-07-01T09:00:00","tz":"Europe/Berlin"},"zone":"Europe/Berlin","shade":"light","size":"small","shades":["light","veryDark"],"code":"0198c0de-0000-7000-8000-00000000dead","others":[],"label":{"text":"a","number":1},"labels":[{"text":"b","shade":"veryDark"}],"extra":{"a":[1,{"b":null}],"c":"d"}}"""),
            Call("shelf:write:item:update", $$$"""{"id":"{{{id}}}","version":{{{random.Next(1, 40)}}},"changes":{"title":"Changed","count":{{{random.Next(100)}}},"extra":{"x":{{{random.Next(100)}}} } } }"""),
            Call("shelf:write:tag:create", $$"""{"name":"tag {{random.Next(200)}}","uses":{{random.Next(10)}}}"""),
            Call("shelf:write:tag:use", $$$"""{"id":"{{{id}}}","times":3,"why":"because","words":["a","b"],"label":{"text":"x"},"cost":{"amount":1,"currency":"USD"}}"""),
            Call("shelf:query:item:list", """{"limit":10,"sort":"title","sortDirection":"desc","totalCount":true,"filters":[{"field":"count","op":"in","value":[5,6]},{"field":"title","op":"ne","value":"x"},{"field":"shades","op":"eq","value":"light"}]}"""),
            Call("shelf:query:item:detail", $$"""{"id":"{{id}}","asOfVersion":1}"""),
            Call("shelf:query:item:history", $$"""{"id":"{{id}}","limit":5}"""),
            Call("shelf:query:tag:find", """{"prefix":"t","numbers":[1,2],"day":"2024-01-01"}"""),
        ];
        var call = calls[random.Next(calls.Length)];
        return random.Next(3) switch
        {
            0 => new JsonObject { ["commands"] = new JsonArray(call, calls[random.Next(calls.Length)].DeepClone()), ["requestId"] = $"r-{random.Next(50)}" },
            1 => With(call, "requestId", $"r-{random.Next(50)}"),
            _ => call,
        };
    }

    private static JsonNode With(JsonNode call, string name, string value)
    {
        call[name] = value;
        return call;
    }

    private static JsonObject Call(string type, string payload) => new() { ["type"] = type, ["payload"] = JsonNode.Parse(payload) };

    private static byte[] Damage(JsonNode request, Random random)
    {
        for (var i = random.Next(3); i > 0; i--)
        {
            DamageStructure(request, random);
        }

        var body = Encoding.UTF8.GetBytes(request.ToJsonString()).ToList();
        if (random.Next(3) > 0)
        {
            return [.. body];
        }

        for (var i = random.Next(1, 4); i > 0 && body.Count > 0; i--)
        {
            DamageBytes(body, random);
        }

        return [.. body];
    }

    private static void DamageBytes(List<byte> body, Random random)
    {
        var at = random.Next(body.Count);
        switch (random.Next(5))
        {
            case 0: body[at] = (byte)random.Next(256); break;
            case 1: body.RemoveRange(at, Math.Min(random.Next(1, 9), body.Count - at)); break;
            case 2: body.InsertRange(at, body.GetRange(at, Math.Min(random.Next(1, 30), body.Count - at))); break;
            case 3: body.RemoveRange(at, body.Count - at); break;
            default: body.InsertRange(at, Encoding.UTF8.GetBytes(Splinters[random.Next(Splinters.Length)])); break;
        }
    }

    private static void DamageStructure(JsonNode root, Random random)
    {
        var places = Places(root).ToList();
        var (parent, key) = places[random.Next(places.Count)];
        var value = random.Next(4) == 0 ? places[random.Next(places.Count)] is var (p, k) ? Get(p, k)?.DeepClone() : null : Strange(random);
        if (parent is JsonObject members)
        {
            if (random.Next(4) == 0)
            {
                members[Splinters[random.Next(Splinters.Length)]] = value;
            }
            else
            {
                members[(string)key] = value;
            }
        }
        else
        {
            ((JsonArray)parent)[(int)key] = value;
        }
    }

    private static IEnumerable<(JsonNode Parent, object Key)> Places(JsonNode node)
    {
        var children = node switch
        {
            JsonObject members => members.Select(m => ((object)m.Key, m.Value)),
            JsonArray items => items.Select((item, i) => ((object)i, item)),
            _ => [],
        };
        foreach (var (key, child) in children)
        {
            yield return (node, key);
            if (child is not null)
            {
                foreach (var place in Places(child))
                {
                    yield return place;
                }
            }
        }
    }

    private static JsonNode? Get(JsonNode parent, object key) => key is int index ? parent[index] : parent[(string)key];

    private static JsonNode? Strange(Random random) => random.Next(12) switch
    {
        0 => null,
        1 => JsonValue.Create(true),
        2 => JsonValue.Create(random.Next(-1000, 1000)),
        3 => JsonValue.Create(random.NextDouble() * Math.Pow(10, random.Next(-300, 300))),
        4 => JsonNode.Parse(new string('9', random.Next(1, 60))),
        5 => JsonValue.Create(new string((char)random.Next(1, 0xD7FF), random.Next(0, 2000))),
        6 => JsonValue.Create(Splinters[random.Next(Splinters.Length)]),
        7 => new JsonArray(),
        8 => new JsonArray(null, 1, "x", new JsonObject()),
        9 => new JsonObject(),
        10 => new JsonObject { ["\0"] = "\0", ["amount"] = 1, ["text"] = "\0" },
        _ => JsonNode.Parse("{\"a\":1e400,\"b\":[[[[]]]]}"),
    };
}
