using System.Net.Http.Headers;
using Kumiko.Tests.Dispatch;
using Microsoft.Extensions.DependencyInjection;

namespace Kumiko.AspNetCore.Tests.Applications;

/// <summary>Every rule, for everybody who can come over HTTP, at every door: the status depends on the rule and the user alone.</summary>
public abstract class AccessMatrixOverHttpSpecification(Databases databases)
{
    /// <summary>These are made by the framework itself; no token says that somebody is one of them.</summary>
    private static readonly string[] WithoutToken = ["system", "visitor with a role"];

    private static readonly (string Door, string Route, string Body)[] Doors =
    [
        ("command", "write", Call("write:paint", """{"colour":"blue"}""")),
        ("command without an answer", "command", Call("write:paint", """{"colour":"blue"}""")),
        ("query", "query", Call("query:colour", "{}")),
        ("stream", "stream", Call("stream:count", "{}")),
        ("nested command", "write", Call("write:paint-through-another", """{"colour":"red"}""")),
        ("nested query", "query", Call("query:colour-through-another", "{}")),
        ("create", "write", Call("write:thing:create", """{"name":"chair"}""")),
        ("batch", "batch", $$"""{"commands":[{{Call("write:thing:create", """{"name":"a"}""")}},{{Call("write:paint", """{"colour":"b"}""")}}]}"""),
        ("list", "query", Call("query:thing:list", "{}")),
        ("detail", "query", Call("query:thing:detail", """{"id":"99999999-0000-4000-8000-000000000000"}""")),
        ("history", "query", Call("query:thing:history", """{"id":"99999999-0000-4000-8000-000000000000"}""")),
    ];

    public static TheoryData<string> RuleNames => [.. AccessMatrix.Rules.Keys];

    [Theory]
    [MemberData(nameof(RuleNames))]
    public async Task A_rule_admits_the_same_users_at_every_door(string rule)
    {
        var database = await databases.New();
        await using var host = await ApplicationHost.Start(
            "Production",
            new()
            {
                ["KUMIKO_DATABASE"] = database.Address, ["KUMIKO_SCHEMA"] = "create", ["JWT_SECRET"] = EdgeHost.Secret,
                ["Kumiko:Anonymous:Tenant"] = TestTenants.First.ToString(),
            },
            database, new AccessMatrix.RoomFeature(AccessMatrix.Rules[rule]));
        var tokens = host.Services.GetRequiredService<TokenService>();

        foreach (var who in AccessMatrix.Everybody)
        {
            var user = AccessMatrix.UserOf(who);
            if (WithoutToken.Contains(who))
            {
                Should.Throw<ArgumentException>(() => tokens.Issue(user, TimeSpan.FromHours(1)));
                continue;
            }

            host.Client.DefaultRequestHeaders.Authorization =
                user.IsSignedIn ? new AuthenticationHeaderValue("Bearer", tokens.Issue(user, TimeSpan.FromHours(1))) : null;
            foreach (var (door, route, body) in Doors)
            {
                var answer = await host.Post("/api/" + route, body);
                if (AccessMatrix.Admitted[rule].Contains(who))
                {
                    answer.Status.ShouldBeOneOf([200, 202, 404], $"{who}, {door}: {answer.Body}");
                }
                else
                {
                    answer.Status.ShouldBe(403, $"{who}, {door}: {answer.Body}");
                    answer.Body.ShouldContain("access_denied");
                }
            }
        }
    }

    private static string Call(string handler, string payload) => $$"""{"type":"room:{{handler}}","payload":{{payload}}}""";
}
