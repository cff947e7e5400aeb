using Kumiko.Testing;
using Kumiko.Tests.Apps;

namespace Kumiko.Tests.Dispatch;

/// <summary>Every rule, for everybody, at every door: the verdict depends on the rule and the user alone, never on the way in.</summary>
public abstract class AccessMatrixSpecification(DatabaseSource source) : AppSpecification(source)
{
    private static readonly Dictionary<string, AccessRule> Rules = new()
    {
        ["signed-in"] = Access.SignedIn,
        ["anonymous"] = Access.Anonymous,
        ["anyone"] = Access.Anyone,
        ["clerks"] = Access.Roles("Clerk"),
        ["clerks or managers"] = Access.Roles("Clerk", "Manager"),
        ["visitors or clerks"] = Access.Anonymous.Or(Access.Roles("Clerk")),
    };

    /// <summary>Who gets in by which rule. The framework itself is signed in, and has none of the application's roles.</summary>
    private static readonly Dictionary<string, string[]> Admitted = new()
    {
        ["signed-in"] = ["without roles", "clerk", "manager", "clerk of another tenant", "other role", "system"],
        ["anonymous"] = ["visitor", "visitor with a role"],
        ["anyone"] = ["without roles", "clerk", "manager", "clerk of another tenant", "other role", "system", "visitor", "visitor with a role"],
        ["clerks"] = ["clerk", "clerk of another tenant", "visitor with a role"],
        ["clerks or managers"] = ["clerk", "manager", "clerk of another tenant", "visitor with a role"],
        ["visitors or clerks"] = ["clerk", "clerk of another tenant", "visitor", "visitor with a role"],
    };

    private static readonly string[] Everybody =
        ["without roles", "clerk", "manager", "clerk of another tenant", "other role", "system", "visitor", "visitor with a role"];

    public static TheoryData<string> RuleNames => [.. Rules.Keys];

    [Theory]
    [MemberData(nameof(RuleNames))]
    public async Task A_rule_admits_the_same_users_at_every_door(string rule)
    {
        var app = await Start(new RoomFeature(Rules[rule]));

        foreach (var who in Everybody)
        {
            var user = app.As(UserOf(who));
            foreach (var (door, enter) in Doors)
            {
                var refusal = await Failure(() => enter(user));
                if (Admitted[rule].Contains(who))
                {
                    refusal.ShouldBeNull($"{who}, {door}: {refusal?.Message}");
                }
                else
                {
                    refusal.ShouldBeOfType<AccessDeniedException>($"{who}, {door}").Status.ShouldBe(403);
                }
            }
        }
    }

    private static IEnumerable<(string Door, Func<TestUser, Task> Enter)> Doors
    {
        get
        {
            yield return ("command", user => user.Write(new Paint("blue")));
            yield return ("query", user => user.Query<string>(new Colour()));
            yield return ("stream", user => user.Stream<int>(new Count()).FirstAsync().AsTask());
            yield return ("nested command", user => user.Write(new PaintThroughAnother("red")));
            yield return ("nested query", user => user.Query<string>(new ColourThroughAnother()));
            yield return ("create", user => user.Create(new Thing { Name = "chair" }));
            yield return ("batch", user => Batch(user, ("room:write:thing:create", """{"name":"a"}"""), ("room:write:paint", """{"colour":"b"}""")));
            yield return ("list", user => user.List<Thing>());
            yield return ("detail", user => user.Detail<Thing>(Guid.CreateVersion7()));
            yield return ("history", user => user.History<Thing>(Guid.CreateVersion7()));
        }
    }

    private static async Task Batch(TestUser user, params (string, string)[] calls)
    {
        if ((await user.Batch(null, calls)).Error is { } error)
        {
            throw error;
        }
    }

    private static User UserOf(string who)
    {
        var user = new User { Id = new UserId("somebody"), Tenant = TestTenants.First };
        return who switch
        {
            "clerk" => user with { Roles = ["Clerk"] },
            "manager" => user with { Roles = ["Manager"] },
            "clerk of another tenant" => user with { Roles = ["Clerk"], Tenant = TestTenants.Second },
            "other role" => user with { Roles = ["clerk", "CLERK", "Clerks"] },
            "visitor" => User.Anonymous(TestTenants.First),
            "visitor with a role" => User.Anonymous(TestTenants.First) with { Roles = [User.AnonymousRole, "Clerk"] },
            "system" => User.System(TestTenants.First),
            _ => user,
        };
    }

    private static async Task<KumikoException?> Failure(Func<Task> work)
    {
        try
        {
            await work();
            return null;
        }
        catch (NotFoundException)
        {
            // The door was open, and nothing was behind it.
            return null;
        }
        catch (KumikoException exception)
        {
            return exception;
        }
    }

    public sealed class Thing : Entity
    {
        [Text(MaxLength = 20)]
        public required string Name { get; set; }
    }

    public sealed record Paint([property: Text(MaxLength = 20)] string Colour);

    public sealed record Colour;

    public sealed record Count;

    public sealed record PaintThroughAnother([property: Text(MaxLength = 20)] string Colour);

    public sealed record ColourThroughAnother;

    public sealed class RoomFeature(AccessRule rule) : Feature
    {
        public override string Name => "room";

        protected override void Define(FeatureBuilder r)
        {
            r.Crud<Thing>(write: rule, read: rule);
            r.WriteHandler<Paint>("paint", rule, (_, _) => Task.CompletedTask);
            r.QueryHandler<Colour>("colour", rule, (_, _) => Task.FromResult<object?>("blue"));
            r.StreamHandler<Count, int>("count", rule, (_, _) => AsyncEnumerable.Range(1, 3));
            r.WriteHandler<PaintThroughAnother>("paint-through-another", Access.Anyone, (command, ctx) => ctx.Write(new Paint(command.Colour)));
            r.QueryHandler<ColourThroughAnother>("colour-through-another", Access.Anyone, async (_, ctx) => await ctx.Query<string>(new Colour()));
        }
    }
}
