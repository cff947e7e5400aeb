using System.Text;
using Kumiko.Testing;
using Kumiko.Tests.Apps;

namespace Kumiko.Tests.Dispatch;

/// <summary>
/// Random commands with nested commands in them, some of which fail and are caught, run against the unit of work and against a simple
/// model in memory. Every read inside a command and every table afterwards must be what the model says.
/// </summary>
public abstract class RandomWorkSpecification(DatabaseSource source) : BankTests(source)
{
    private const int Programs = 25;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Random_commands_do_what_a_simple_model_does(int seed)
    {
        var app = await Start();
        var model = new Model();
        for (var i = 0; i < Programs; i++)
        {
            var random = new Random((seed * 1000) + i);
            var run = new Run(Bank, random, model.Clone());
            var fails = random.Next(5) == 0;

            var outcome = await app.As().Batch(null, Call(Bank.Step(async ctx =>
            {
                await run.Work(ctx, depth: 0);
                if (fails)
                {
                    throw new UnprocessableException("planned", "Planned.");
                }
            })));

            if (fails)
            {
                outcome.Error.ShouldBeOfType<UnprocessableException>($"seed {seed}, program {i}: {outcome.Error}\n{run.Story}").Reason.ShouldBe("planned");
            }
            else
            {
                outcome.Error.ShouldBeNull($"seed {seed}, program {i}:\n{run.Story}");
                model = run.Model;
            }

            await ShouldBe(app, model, $"seed {seed}, program {i}:\n{run.Story}");
        }

        await ShouldBeSound(app);
    }

    private static async Task ShouldBe(TestApp app, Model model, string story)
    {
        var page = new { limit = 200, includeDeleted = true };
        Describe((await app.As().List<Account>(new { limit = 200 })).Rows).ShouldBe(Model.Describe(model.Accounts), story);
        Describe((await app.As().List<Card>(new { limit = 200 })).Rows).ShouldBe(Model.Describe(model.Cards), story);
        Describe((await app.As().List<Memo>(page)).Rows).ShouldBe(Model.Describe(model.Memos), story);
        (await Stream(app, Model.Safe)).Count.ShouldBe(model.SafeEvents, story);
    }

    private static List<string> Describe(IEnumerable<Entity> records) => [.. records.Select(r => r switch
    {
        Account a => $"{a.Id} {a.Balance} {a.Version} False",
        Card c => $"{c.Id} {c.Number} {c.Version} False",
        Memo m => $"{m.Id} {m.Text} {m.Version} {m.IsDeleted}",
        _ => "?",
    }).Order()];

    private sealed record Thing(string Value, long Version, bool IsDeleted = false);

    private sealed class Model
    {
        public static Guid Safe { get; } = new("0198c0de-0000-7000-8000-0000000000ff");

        public Dictionary<Guid, Thing> Accounts { get; private init; } = [];

        public Dictionary<Guid, Thing> Cards { get; private init; } = [];

        public Dictionary<Guid, Thing> Memos { get; private init; } = [];

        public int SafeEvents { get; set; }

        public Model Clone() => new() { Accounts = new(Accounts), Cards = new(Cards), Memos = new(Memos), SafeEvents = SafeEvents };

        public static List<string> Describe(Dictionary<Guid, Thing> things) =>
            [.. things.Select(t => $"{t.Key} {t.Value.Value} {t.Value.Version} {t.Value.IsDeleted}").Order()];
    }

    /// <summary>One command on its way; the model goes along, and back where a nested command failed.</summary>
    private sealed class Run(BankFeature bank, Random random, Model model)
    {
        private readonly StringBuilder _story = new();

        public Model Model { get; private set; } = model;

        public string Story => _story.ToString();

        public async Task Work(WriteContext ctx, int depth)
        {
            var steps = random.Next(1, 9);
            for (var i = 0; i < steps; i++)
            {
                await DoSomething(ctx, depth);
            }
        }

        private async Task DoSomething(WriteContext ctx, int depth)
        {
            switch (random.Next(15))
            {
                case 0 or 1: await CreateAccount(ctx); break;
                case 2 or 3: await UpdateAccount(ctx); break;
                case 4: await DeleteAccount(ctx); break;
                case 5: await AppendToAccount(ctx); break;
                case 6: await CreateCard(ctx); break;
                case 7: await UpdateCard(ctx); break;
                case 8: await CreateMemo(ctx); break;
                case 9: await DeleteOrRestoreMemo(ctx); break;
                case 10: await AppendToSafe(ctx); break;
                case 11: await ReadOne(ctx); break;
                case 12: await ReadAll(ctx); break;
                default: await Nest(ctx, depth); break;
            }
        }

        private async Task CreateAccount(WriteContext ctx)
        {
            var account = await ctx.Create(new Account { Owner = "o", Balance = random.Next(100) });
            Model.Accounts[account.Id] = new Thing($"{account.Balance}", 1);
            Tell("create account", account.Id);
        }

        private async Task UpdateAccount(WriteContext ctx)
        {
            if (Any(Model.Accounts) is not { } id)
            {
                return;
            }

            var balance = random.Next(100);
            var before = Model.Accounts[id];
            await ctx.Update<Account>(id, a => a.Balance = balance);
            Model.Accounts[id] = before.Value == $"{balance}" ? before : new Thing($"{balance}", before.Version + 1);
            Tell("update account", id);
        }

        private async Task DeleteAccount(WriteContext ctx)
        {
            if (Any(Model.Accounts) is not { } id)
            {
                return;
            }

            await ctx.Delete(await ctx.Get<Account>(id));
            Model.Accounts.Remove(id);
            Tell("delete account", id);
        }

        private async Task AppendToAccount(WriteContext ctx)
        {
            if (Any(Model.Accounts) is not { } id)
            {
                return;
            }

            await ctx.Append(await ctx.Get<Account>(id), new Deposited(1));
            Model.Accounts[id] = Model.Accounts[id] with { Version = Model.Accounts[id].Version + 1 };
            Tell("append to account", id);
        }

        private async Task CreateCard(WriteContext ctx)
        {
            var number = $"{random.Next(12)}";
            var isTaken = Model.Cards.Values.Any(c => c.Value == number);
            if (await Succeeds(() => ctx.Create(new Card { Number = number }), isTaken) is { } card)
            {
                Model.Cards[card.Id] = new Thing(number, 1);
                Tell("create card", card.Id);
            }
        }

        private async Task UpdateCard(WriteContext ctx)
        {
            if (Any(Model.Cards) is not { } id)
            {
                return;
            }

            var number = $"{random.Next(12)}";
            var before = Model.Cards[id];
            var isTaken = Model.Cards.Any(c => c.Key != id && c.Value.Value == number);
            if (await Succeeds(() => ctx.Update<Card>(id, c => c.Number = number), isTaken) is not null)
            {
                Model.Cards[id] = before.Value == number ? before : new Thing(number, before.Version + 1);
                Tell("update card", id);
            }
        }

        private async Task CreateMemo(WriteContext ctx)
        {
            var memo = await ctx.Create(new Memo { Text = $"{random.Next(100)}" });
            Model.Memos[memo.Id] = new Thing(memo.Text, 1);
            Tell("create memo", memo.Id);
        }

        private async Task DeleteOrRestoreMemo(WriteContext ctx)
        {
            if (Any(Model.Memos) is not { } id)
            {
                return;
            }

            var before = Model.Memos[id];
            if (before.IsDeleted)
            {
                await ctx.Restore<Memo>(id);
            }
            else
            {
                await ctx.Delete(await ctx.Get<Memo>(id));
            }

            Model.Memos[id] = new Thing(before.Value, before.Version + 1, !before.IsDeleted);
            Tell(before.IsDeleted ? "restore memo" : "delete memo", id);
        }

        private async Task AppendToSafe(WriteContext ctx)
        {
            var version = await ctx.Append("safe", Model.Safe, new Deposited(1));
            version.Value.ShouldBe(++Model.SafeEvents, Story);
            Tell("append to the safe", Model.Safe);
        }

        private async Task ReadOne(WriteContext ctx)
        {
            if (Any(Model.Accounts) is { } id)
            {
                var account = random.Next(2) == 0 ? await ctx.Get<Account>(id) : (await ctx.Load<Account>(id))!;
                Describe([account]).ShouldBe([$"{id} {Model.Accounts[id].Value} {Model.Accounts[id].Version} False"], Story);
                Tell("read account", id);
            }
        }

        private async Task ReadAll(WriteContext ctx)
        {
            Tell("read all", default);
            Describe(await ctx.Query<Account>().ToList()).ShouldBe(Model.Describe(Model.Accounts), Story);
            Describe(await ctx.Query<Card>().ToList()).ShouldBe(Model.Describe(Model.Cards), Story);
            Describe(await ctx.Query<Memo>().IncludeDeleted().ToList()).ShouldBe(Model.Describe(Model.Memos), Story);
            (await ctx.LoadEvents(Model.Safe)).Count.ShouldBe(Model.SafeEvents, Story);
        }

        private async Task Nest(WriteContext ctx, int depth)
        {
            if (depth == 3)
            {
                return;
            }

            var before = Model.Clone();
            var fails = random.Next(2) == 0;
            Tell($"begin nested{(fails ? ", will fail" : "")}", default);
            var step = bank.Step(async inner =>
            {
                await Work(inner, depth + 1);
                if (fails)
                {
                    throw new ConflictException("planned", "Planned.");
                }
            });
            if (fails)
            {
                (await Should.ThrowAsync<ConflictException>(() => ctx.Write(step), Story)).Reason.ShouldBe("planned", Story);
                Model = before;
            }
            else
            {
                await ctx.Write(step);
            }

            Tell("end nested", default);
        }

        private async Task<T?> Succeeds<T>(Func<Task<T>> write, bool isTaken)
            where T : class
        {
            if (!isTaken)
            {
                return await write();
            }

            Tell("expect a violation", default);
            await Should.ThrowAsync<UniqueViolationException>(write, Story);
            return null;
        }

        private Guid? Any(Dictionary<Guid, Thing> things)
        {
            var ids = things.Keys.Order().ToList();
            return ids.Count == 0 ? null : ids[random.Next(ids.Count)];
        }

        private void Tell(string what, Guid id) => _story.Append(what).Append(' ').Append(id == default ? "" : id).AppendLine();
    }
}
