using Kumiko;

namespace Recipes.WhyDenied;

// Why was this denied? A refusal is an answer without a reason: what somebody may not see is simply not there. Developers and operators are told the rule:
// in development in the details of the failure, in production in the log, and at any time with the query operations:query:access:explain.

public sealed class Diary : Entity
{
    public required string Title { get; set; }

    public required string WriterId { get; set; }

    public string? Circle { get; set; }
}

public sealed class DiariesFeature : Feature
{
    public override string Name => "diaries";

    protected override void Define(FeatureBuilder r)
    {
        r.Entity<Diary>(e => e
            .ReadableBy("Writer", (diary, user) => diary.WriterId == user.Id.Value)
            .ReadableBy("Friend", (diary, user) => diary.Circle == user.Claims.Text("diaries:circle")));

        r.Crud<Diary>(write: Access.Roles("Writer"), read: Access.SignedIn);
    }
}
