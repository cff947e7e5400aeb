namespace Kumiko.Tests.Transitions;

public enum Stage { Draft, Submitted, Approved, Rejected }

public enum Review { Pending, Passed }

/// <summary>Three fields with states: one that always has a state, one that may have none, and a text.</summary>
public class Paper : Entity
{
    public required string Title { get; set; }

    public Stage Stage { get; set; } = Stage.Draft;

    public Review? Review { get; set; }

    [Select("near", "far")]
    public string? Place { get; set; }
}

public sealed record Move(string Way, Guid Id, Stage Stage);

public sealed record MoveNested(Guid Id, Stage Stage);

public sealed record Rename(Guid Id, string Title);

public sealed record CreateByHandler(bool Many, Stage Stage);

public sealed record MoveUnguarded(Guid Id, Stage Stage, bool Nested);

public sealed record CreateUnguarded(Stage Stage, bool Many);

public sealed record NextOf(Guid Id);

public sealed record Next(IReadOnlyList<Stage> Stages, IReadOnlyList<Review> Reviews, IReadOnlyList<string> Places, IReadOnlyList<Stage> First);

public sealed record StageWanted(Stage Stage);

public sealed record Want(Guid Id, Stage Stage);

/// <summary>Every way that code has to change a paper's stage.</summary>
public sealed class DeskFeature : Feature
{
    public static readonly IReadOnlyList<string> Ways = ["record", "id", "found", "nested", "own-tenant"];

    public override string Name => "desk";

    protected override void Define(FeatureBuilder r)
    {
        r.SystemScope();
        r.Entity<Paper>(e => e
            .SoftDelete()
            .Transitions(p => p.Stage, s => s
                .Starts(Stage.Draft)
                .From(Stage.Draft).To(Stage.Submitted)
                .From(Stage.Submitted).To(Stage.Draft, Stage.Approved, Stage.Rejected)
                .From(Stage.Rejected).To(Stage.Rejected, Stage.Draft))
            .Transitions(p => p.Review, s => s.Starts(Review.Pending).From(Review.Pending).To(Review.Passed))
            .Transitions(p => p.Place, s => s.From("near").To("far")));
        r.Crud<Paper>(Access.SignedIn, Access.SignedIn);
        r.DefineEvent<StageWanted>("stage-wanted");

        r.WriteHandler<Move>("paper:move", Access.SignedIn, (command, ctx) => Change(command, ctx));
        r.WriteHandler<MoveNested>("paper:move-nested", Access.SignedIn, (command, ctx) => ctx.Write(new Move("id", command.Id, command.Stage)));
        r.WriteHandler<Rename>("paper:rename", Access.SignedIn, (command, ctx) => ctx.Update<Paper>(command.Id, p => p.Title = command.Title));
        r.WriteHandler<CreateByHandler>("paper:make", Access.SignedIn, (command, ctx) => Create(command.Stage, command.Many, ctx));
        r.WriteHandler<Want>("paper:want", Access.SignedIn, async (command, ctx) =>
            await ctx.Append(await ctx.Get<Paper>(command.Id), new StageWanted(command.Stage)));

        r.WriteHandler<MoveUnguarded>("paper:repair", Access.SignedIn, (command, ctx) => command.Nested
                ? ctx.Write(new Move("id", command.Id, command.Stage))
                : ctx.Update<Paper>(command.Id, p => p.Stage = command.Stage))
            .UnsafeSkipTransitionGuard("repairs after the flood");
        r.WriteHandler<CreateUnguarded>("paper:import", Access.SignedIn, (command, ctx) => Create(command.Stage, command.Many, ctx))
            .UnsafeSkipTransitionGuard("papers of the old desk");

        r.MultiStreamProjection("mover", p => p.On<StageWanted>((e, ctx) => ctx.Update<Paper>(e.AggregateId, paper => paper.Stage = e.Data.Stage)));

        r.QueryHandler<NextOf>("paper:next", Access.SignedIn, async (query, ctx) =>
        {
            var paper = await ctx.Get<Paper>(query.Id);
            return new Next(
                ctx.Allowed(paper, p => p.Stage), ctx.Allowed(paper, p => p.Review), ctx.Allowed(paper, p => p.Place),
                ctx.Allowed(new Paper { Title = "new", Stage = Stage.Approved }, p => p.Stage));
        });
    }

    private static async Task Change(Move command, WriteContext ctx)
    {
        switch (command.Way)
        {
            case "record":
                await ctx.Update(await ctx.Get<Paper>(command.Id), p => p.Stage = command.Stage);
                break;
            case "found":
                await ctx.Update((await ctx.Query<Paper>().Where(p => p.Id == command.Id).FirstOrDefault())!, p => p.Stage = command.Stage);
                break;
            case "own-tenant":
                await ctx.AcrossTenants("the same tenant, the long way round").For(ctx.Tenant).Update<Paper>(command.Id, p => p.Stage = command.Stage);
                break;
            case "nested":
                await ctx.Write(new MoveNested(command.Id, command.Stage));
                break;
            default:
                await ctx.Update<Paper>(command.Id, p => p.Stage = command.Stage);
                break;
        }
    }

    private static Task Create(Stage stage, bool many, WriteContext ctx) => many
        ? ctx.CreateMany([new Paper { Title = "first" }, new Paper { Title = "second", Stage = stage }])
        : ctx.Create(new Paper { Title = "one", Stage = stage });
}
