using Kumiko;

namespace Recipes.AnonymousAccess;

// What visitors may do who did not sign in. Two things must agree: the rule of the handler, and the application, which says in which tenant visitors
// act (Kumiko:Anonymous:Tenant for one, an ITenantResolver for one by host name). Without the second nobody gets in, whatever the rules say.

public sealed class Enquiry : Entity
{
    [Text(MaxLength = 120)]
    public required string Question { get; set; }

    public bool IsAnswered { get; set; }
}

public sealed record Ask([property: Text(MaxLength = 120)] string Question);

public sealed record OpeningHours;

public sealed record Hours(int From, int To);

public sealed class FrontDeskFeature : Feature
{
    public override string Name => "front-desk";

    protected override void Define(FeatureBuilder r)
    {
        // The records themselves are for those who work here.
        r.Crud<Enquiry>(write: Access.Roles("Clerk"), read: Access.Roles("Clerk"), crud => crud.Without(CrudVerb.Create));

        // Everyone, with or without a sign-in.
        r.QueryHandler<OpeningHours>("hours", Access.Anyone, (_, _) => Task.FromResult<object?>(new Hours(9, 17)));

        // Visitors, and clerks who take a question at the counter. The command decides what becomes of the text, and answers with nothing.
        r.WriteHandler<Ask>("enquiry:ask", Access.Anonymous.Or(Access.Roles("Clerk")), async (command, ctx) =>
            await ctx.Create(new Enquiry { Question = command.Question }));
    }
}
