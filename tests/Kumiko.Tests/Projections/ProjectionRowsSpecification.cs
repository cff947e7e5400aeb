using Kumiko.Testing;
using Kumiko.Tests.Apps;
using Kumiko.Tests.Declarations;

namespace Kumiko.Tests.Projections;

/// <summary>What handlers can do with rows, in one command and over several.</summary>
public abstract class ProjectionRowsSpecification(DatabaseSource source) : AppSpecification(source)
{
    private Func<ProjectionRows<Tally>, Task> _work = _ => Task.CompletedTask;

    [Fact]
    public async Task Changes_of_one_row_in_one_command_add_up_in_any_order()
    {
        foreach (var seed in Enumerable.Range(0, 40))
        {
            var app = await Tallies();
            var random = new Random(seed);
            var model = new Dictionary<string, (int Count, string? Note, decimal Sum)>();
            for (var command = 0; command < 6; command++)
            {
                var steps = Enumerable.Range(0, random.Next(1, 9)).Select(_ => (Kind: random.Next(7), Key: $"{random.Next(2)}", By: random.Next(-3, 9))).ToList();
                await Do(app, async rows =>
                {
                    foreach (var step in steps)
                    {
                        await Change(rows, step.Kind, step.Key, step.By);
                        Change(model, step.Kind, step.Key, step.By);
                    }
                });
            }

            (await All(app)).Select(t => (t.Name, t.Count, t.Note, t.Sum)).ShouldBe(
                model.OrderBy(m => m.Key).Select(m => (m.Key, m.Value.Count, m.Value.Note, m.Value.Sum)), $"seed {seed}");
        }
    }

    [Fact]
    public async Task A_number_that_is_incremented_in_a_new_row_begins_at_zero_and_the_rest_as_the_row_says()
    {
        var app = await Tallies();
        await Do(app, rows => rows.Increment(new Tally { Name = "a", Count = 50, Note = "first" }, t => t.Count, 2));
        await Do(app, rows => rows.Increment(new Tally { Name = "a", Count = 50, Note = "second" }, t => t.Count, 3));

        (await All(app)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(t => t.Count.ShouldBe(5), t => t.Note.ShouldBe("first"));
    }

    [Fact]
    public async Task Find_sees_what_was_written_before_and_nothing_after_a_delete()
    {
        var app = await Tallies();
        await Do(app, async rows =>
        {
            (await rows.Find(new Tally { Name = "a" })).ShouldBeNull();
            rows.Increment(new Tally { Name = "a" }, t => t.Count, 2);
            (await rows.Find(new Tally { Name = "a" })).ShouldNotBeNull().Count.ShouldBe(2);
            rows.Put(new Tally { Name = "a", Count = 9 });
            (await rows.Find(new Tally { Name = "a" })).ShouldNotBeNull().Count.ShouldBe(9);
            rows.Delete(new Tally { Name = "a" });
            (await rows.Find(new Tally { Name = "a" })).ShouldBeNull();
            (await rows.Update(new Tally { Name = "a" }, t => t.Count = 1)).ShouldBeNull();
        });
        (await All(app)).ShouldBeEmpty();
    }

    [Fact]
    public async Task To_delete_what_is_not_there_is_nothing()
    {
        var app = await Tallies();
        await Do(app, rows => rows.Delete(new Tally { Name = "a" }));
        (await All(app)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_row_that_is_inserted_twice_fails_the_command()
    {
        var app = await Tallies();
        await Do(app, rows => rows.Insert(new Tally { Name = "a" }));
        await Should.ThrowAsync<InternalErrorException>(() => Do(app, rows => rows.Insert(new Tally { Name = "a" })));
        (await All(app)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_change_cannot_give_a_row_another_key()
    {
        var app = await Tallies();
        var failure = await Should.ThrowAsync<InternalErrorException>(() => Do(app, rows => rows.Upsert(new Tally { Name = "a" }, t => t.Name = "b")));
        failure.InnerException!.InnerException!.Message.ShouldContain("another key");
    }

    [Fact]
    public async Task What_a_column_cannot_hold_is_said_by_name()
    {
        var app = await Tallies();
        var failure = await Should.ThrowAsync<InternalErrorException>(() => Do(app, rows => rows.Put(new Tally { Name = null! })));
        failure.InnerException!.InnerException!.Message.ShouldContain("'name'");
    }

    [Fact]
    public async Task Only_numbers_that_are_no_part_of_the_key_can_be_incremented()
    {
        var app = await Tallies();
        await Do(app, rows => Should.Throw<ArgumentException>(() => rows.Increment(new Tally { Name = "a" }, t => t.Name.Length, 1)));
    }

    [Fact]
    public async Task Keys_that_look_alike_are_different_rows()
    {
        var app = await Tallies();
        string[] names = ["", "a", "A", "a ", "\"a\"", "a,b", "[\"a\"]", "ä", "a\u0308", "null"];
        await Do(app, rows =>
        {
            foreach (var name in names)
            {
                rows.Insert(new Tally { Name = name });
            }
        });
        (await All(app)).Select(t => t.Name).ShouldBe(names, ignoreOrder: true);
    }

    private static async Task Change(ProjectionRows<Tally> rows, int kind, string key, int by)
    {
        var row = new Tally { Name = key };
        switch (kind)
        {
            case 0: rows.Increment(row, t => t.Count, by); break;
            case 1: rows.Increment(row, t => t.Sum, by); break;
            case 2: rows.Put(new Tally { Name = key, Count = by, Note = $"{by}" }); break;
            case 3: rows.Delete(row); break;
            case 4: await rows.Update(row, t => t.Note = $"{by}"); break;
            case 5: await rows.Upsert(new Tally { Name = key, Note = "new" }, t => t.Count += by); break;
            default:
                if (await rows.Find(row) is null)
                {
                    rows.Insert(new Tally { Name = key, Count = by, Sum = by });
                }

                break;
        }
    }

    private static void Change(Dictionary<string, (int Count, string? Note, decimal Sum)> model, int kind, string key, int by)
    {
        var isThere = model.TryGetValue(key, out var row);
        switch (kind)
        {
            case 0: model[key] = row with { Count = row.Count + by }; break;
            case 1: model[key] = row with { Sum = row.Sum + by }; break;
            case 2: model[key] = (by, $"{by}", 0); break;
            case 3: model.Remove(key); break;
            case 4 when isThere: model[key] = row with { Note = $"{by}" }; break;
            case 5: model[key] = row with { Count = row.Count + by, Note = isThere ? row.Note : "new" }; break;
            case 6 when !isThere: model[key] = (by, null, by); break;
            default: break;
        }
    }

    private Task<TestApp> Tallies() => Start(new DeclaredFeature("tallies", r =>
    {
        r.DefineEvent<Happened>("happened");
        r.WriteHandler<Happen>("happen", Access.SignedIn, (_, ctx) => ctx.Append("thing", Guid.CreateVersion7(), new Happened("now")));
        r.QueryHandler<AllTallies>("all", Access.SignedIn, async (_, ctx) => await ctx.Rows<Tally>().OrderBy(t => t.Name).ToList());
        r.Projection<Tally>("tally", p => p.On<Happened>((_, rows) => _work(rows)));
    }));

    private Task Do(TestApp app, Action<ProjectionRows<Tally>> work) => Do(app, rows =>
    {
        work(rows);
        return Task.CompletedTask;
    });

    private async Task Do(TestApp app, Func<ProjectionRows<Tally>, Task> work)
    {
        _work = work;
        await app.As().Write(new Happen("now"));
    }

    private static Task<List<Tally>> All(TestApp app) => app.As().Query<List<Tally>>(new AllTallies(1));

    public sealed record Happen(string What);

    public sealed record Happened(string What);

    public sealed record AllTallies(int Page);

    public sealed class Tally
    {
        [Key]
        public required string Name { get; set; }

        public int Count { get; set; }

        public string? Note { get; set; }

        [Decimal(18, 2)]
        public decimal Sum { get; set; }
    }
}
