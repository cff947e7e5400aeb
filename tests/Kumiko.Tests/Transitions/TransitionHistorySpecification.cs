using System.Collections.Concurrent;
using System.Text.Json;
using Kumiko.Storage;
using Kumiko.Testing;
using Kumiko.Tests.Apps;

namespace Kumiko.Tests.Transitions;

/// <summary>What the log says of states: with many writers at once, and with rules that came later.</summary>
public abstract class TransitionHistorySpecification(DatabaseSource source) : AppSpecification(source)
{
    [Fact]
    public async Task Many_writers_at_once_never_bring_two_states_behind_each_other_that_may_not_be()
    {
        var app = await Start(new DeskFeature());
        var user = app.As("Clerk");
        var papers = await Task.WhenAll(Enumerable.Range(0, 3).Select(n => user.Create(new Paper { Title = $"{n}" })));
        var outcomes = new ConcurrentBag<Exception?>();

        await Task.WhenAll(Enumerable.Range(0, 16).Select(writer => Task.Run(async () =>
        {
            var random = new Random(writer);
            for (var i = 0; i < 15; i++)
            {
                var paper = papers[random.Next(papers.Length)];
                var stage = (Stage)random.Next(4);
                outcomes.Add(await FailureOf(random.Next(3) switch
                {
                    0 => user.Write(new Move("id", paper.Id, stage)),
                    1 => user.Write(new Move("record", paper.Id, stage)),
                    _ => UpdateCurrent(user, paper.Id, stage),
                }));
            }
        }, Cancellation)));

        outcomes.ShouldAllBe(e => e == null || e is VersionConflictException || (e is UnprocessableException && e.Message.Contains("allowed")));
        outcomes.ShouldContain(e => e is UnprocessableException);
        var machine = app.Registry.EntityOf<Paper>().StateMachines[0];
        var steps = 0;
        foreach (var paper in papers)
        {
            var states = await StatesOf(app, paper.Id);
            foreach (var (from, to) in states.Zip(states.Skip(1)))
            {
                machine.AllowedFrom(from).ShouldContain(to);
                steps++;
            }
        }

        steps.ShouldBeGreaterThan(0);
        (await app.CompareWithRebuild<Paper>()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_who_take_different_ways_at_once_do_not_both_arrive()
    {
        var app = await Start(new DeskFeature());
        var user = app.As("Clerk");
        for (var round = 0; round < 10; round++)
        {
            var paper = await user.Update(await user.Create(new Paper { Title = "a" }), p => p.Stage = Stage.Submitted);

            var outcomes = await Task.WhenAll(((Stage[])[Stage.Approved, Stage.Rejected]).Select(stage =>
                Task.Run(() => FailureOf(user.Write(new Move("id", paper.Id, stage))))));

            outcomes.Count(e => e is null).ShouldBe(1);
            (await StatesOf(app, paper.Id)).Count.ShouldBe(3);
        }
    }

    [Fact]
    public async Task Rows_follow_from_events_that_would_be_refused_today()
    {
        var before = await Start(new LooseFeature(isStrict: false));
        var user = before.As("Clerk");
        var page = await user.Create(new Page { Stage = Stage.Approved });
        page = await user.Update(page, p => p.Stage = Stage.Draft);

        var app = Keep(await before.StartBeside(new LooseFeature(isStrict: true)));
        (await app.CompareWithRebuild<Page>()).ShouldBeEmpty();
        await app.Rebuilds.Rebuild(app.Rebuilds.Projections.Single(), cancellation: Cancellation);
        (await app.As("Clerk").Detail<Page>(page.Id, asOfVersion: new StreamVersion(1)))!.Stage.ShouldBe(Stage.Approved);
        await app.As("Clerk").Update(page, p => p.Stage = Stage.Approved).ShouldBeRefused("stage", "draft", "approved", "submitted");
    }

    private static async Task<Exception?> FailureOf(Task task)
    {
        try
        {
            await task;
            return null;
        }
        catch (KumikoException failure)
        {
            return failure;
        }
    }

    private static async Task UpdateCurrent(TestUser user, Guid id, Stage stage)
    {
        var paper = (await user.Detail<Paper>(id))!;
        await user.Update(paper, p => p.Stage = stage);
    }

    private static async Task<List<string>> StatesOf(TestApp app, Guid id)
    {
        await using var session = app.Store.NewSession();
        var states = new List<string>();
        foreach (var stored in await session.ReadStream(new StreamId(TestTenants.First, id), StreamRange.Whole, Cancellation))
        {
            using var payload = JsonDocument.Parse(stored.Payload);
            var values = stored.Version.Value == 1 ? payload.RootElement : payload.RootElement.GetProperty("changes");
            if (values.TryGetProperty("stage", out var stage))
            {
                states.Add(stage.GetString()!);
            }
        }

        return states;
    }

    public sealed class Page : Entity
    {
        public Stage Stage { get; set; }
    }

    private sealed class LooseFeature(bool isStrict) : Feature
    {
        public override string Name => "pages";

        protected override void Define(FeatureBuilder r)
        {
            r.Entity<Page>(e =>
            {
                if (isStrict)
                {
                    e.Transitions(p => p.Stage, s => s.Starts(Stage.Draft).From(Stage.Draft).To(Stage.Submitted));
                }
            });
            r.Crud<Page>(Access.SignedIn, Access.SignedIn);
        }
    }
}
