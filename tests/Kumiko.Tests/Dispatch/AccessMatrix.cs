using Kumiko.Testing;

namespace Kumiko.Tests.Dispatch;

/// <summary>Whom which rule lets in, whatever the way.</summary>
public static class AccessMatrix
{
    public static IReadOnlyDictionary<string, AccessRule> Rules { get; } = new Dictionary<string, AccessRule>
    {
        ["signed-in"] = Access.SignedIn,
        ["anonymous"] = Access.Anonymous,
        ["anyone"] = Access.Anyone,
        ["clerks"] = Access.Roles("Clerk"),
        ["clerks or managers"] = Access.Roles("Clerk", "Manager"),
        ["visitors or clerks"] = Access.Anonymous.Or(Access.Roles("Clerk")),
    };

    /// <summary>Who gets in by which rule. The framework itself is signed in, and has none of the application's roles.</summary>
    public static IReadOnlyDictionary<string, string[]> Admitted { get; } = new Dictionary<string, string[]>
    {
        ["signed-in"] = ["without roles", "clerk", "manager", "clerk of another tenant", "other role", "system"],
        ["anonymous"] = ["visitor", "visitor with a role"],
        ["anyone"] = ["without roles", "clerk", "manager", "clerk of another tenant", "other role", "system", "visitor", "visitor with a role"],
        ["clerks"] = ["clerk", "clerk of another tenant", "visitor with a role"],
        ["clerks or managers"] = ["clerk", "manager", "clerk of another tenant", "visitor with a role"],
        ["visitors or clerks"] = ["clerk", "clerk of another tenant", "visitor", "visitor with a role"],
    };

    public static IReadOnlyList<string> Everybody { get; } =
        ["without roles", "clerk", "manager", "clerk of another tenant", "other role", "system", "visitor", "visitor with a role"];

    public static User UserOf(string who)
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
