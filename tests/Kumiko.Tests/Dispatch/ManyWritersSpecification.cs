using System.Collections.Concurrent;
using Kumiko.Testing;
using Kumiko.Tests.Apps;

namespace Kumiko.Tests.Dispatch;

public abstract class ManyWritersSpecification(DatabaseSource source) : BankTests(source)
{
    private const int Writers = 32;

    [Fact]
    public async Task Nothing_is_lost_on_one_record_when_writers_reload_after_a_conflict()
    {
        var app = await Start();
        var account = await app.As().Create(new Account { Owner = "Anna" });
        var conflicts = new ConcurrentBag<KumikoException>();

        await Together(async _ =>
        {
            for (var done = 0; done < 5;)
            {
                var current = (await app.As().Detail<Account>(account.Id))!;
                var outcome = await app.As().Batch(null, UpdateAccount(account.Id, current.Version.Value, new { balance = current.Balance + 1 }));
                if (outcome.Error is { } error)
                {
                    conflicts.Add(error);
                }
                else
                {
                    done++;
                }
            }
        });

        conflicts.ShouldAllBe(e => e.Code == "version_conflict" && e.Status == 409);
        var after = (await app.As().Detail<Account>(account.Id))!;
        after.Balance.ShouldBe(Writers * 5);
        after.Version.Value.ShouldBe(1 + (Writers * 5));
        await ShouldBeSound(app);
    }

    [Fact]
    public async Task Nothing_is_lost_when_commands_change_one_record_and_append_to_it()
    {
        var app = await Start();
        var account = await app.As().Create(new Account { Owner = "Anna" });
        var acknowledged = 0;
        var failures = new ConcurrentBag<KumikoException>();

        await Together(async writer =>
        {
            for (var i = 0; i < 8; i++)
            {
                var requestId = $"{writer}-{i}";
                var outcome = await app.As().Batch(i % 2 == 0 ? requestId : null, ("bank:write:account:deposit", Payload(new { id = account.Id, amount = 1 })));
                if (outcome.Error is { } error)
                {
                    failures.Add(error);
                }
                else
                {
                    Interlocked.Increment(ref acknowledged);
                }
            }
        });

        failures.ShouldAllBe(e => e.Status == 409 && e.Code == "version_conflict");
        acknowledged.ShouldBeGreaterThan(0);
        (await app.As().Detail<Account>(account.Id))!.Balance.ShouldBe(acknowledged);
        (await Stream(app, account.Id)).Count(e => e.Type == "bank:event:deposited").ShouldBe(acknowledged);
        await ShouldBeSound(app);
    }

    [Fact]
    public async Task Appends_to_one_stream_that_is_no_records_are_gapless()
    {
        var app = await Start();
        var id = Guid.CreateVersion7();
        var acknowledged = new ConcurrentBag<long>();
        var failures = new ConcurrentBag<KumikoException>();
        var step = Bank.Step(async ctx => (await ctx.Append("safe", id, new Deposited(1))).Value);

        await Together(async _ =>
        {
            for (var i = 0; i < 5; i++)
            {
                var outcome = await app.As().Batch(null, Call(step));
                if (outcome.Error is { } error)
                {
                    failures.Add(error);
                }
                else
                {
                    acknowledged.Add(long.Parse(Text(outcome.Results[0]).Trim('"')));
                }
            }
        });

        failures.ShouldAllBe(e => e.Status == 409 && e.Code == "version_conflict");
        acknowledged.Order().ShouldBe(Enumerable.Range(1, acknowledged.Count).Select(v => (long)v));
        (await Stream(app, id)).Count.ShouldBe(acknowledged.Count);
    }

    [Fact]
    public async Task Writers_of_different_records_do_not_disturb_each_other()
    {
        var app = await Start();

        await Together(async writer =>
        {
            var user = app.As(writer % 2 == 0 ? TestTenants.First : TestTenants.Second, $"role-{writer}");
            var account = await user.Create(new Account { Owner = $"{writer}" });
            var card = await user.Create(new Card { Number = $"{writer}" });
            for (var i = 0; i < 5; i++)
            {
                account = await user.Update(account, a => a.Balance++);
                card = await user.Update(card, c => c.Uses++);
                var batch = await user.Batch($"{i}", CreateAccount($"{writer} {i}"), ("bank:write:account:deposit", Payload(new { id = account.Id, amount = 1 })));
                batch.Error.ShouldBeNull();
                account = (await user.Detail<Account>(account.Id))!;
            }

            account.Balance.ShouldBe(10);
            card.Uses.ShouldBe(5);
        });

        await ShouldBeSound(app);
        (await Log(app)).Count.ShouldBe(Writers * (2 + (5 * 5)));
    }

    [Fact]
    public async Task Of_many_who_want_one_unique_value_one_gets_it()
    {
        var app = await Start();
        for (var round = 0; round < 5; round++)
        {
            var number = $"{round}";
            var outcomes = new ConcurrentBag<BatchOutcome>();

            await Together(async writer => outcomes.Add(await app.As().Batch(
                null,
                CreateAccount($"{writer}"),
                writer % 2 == 0 ? CreateCard(number) : Call(Bank.Step(ctx => ctx.Create(new Card { Number = number }))))));

            outcomes.Count(o => o.IsSuccess).ShouldBe(1);
            outcomes.Where(o => !o.IsSuccess).ShouldAllBe(o => o.Error is UniqueViolationException && o.FailedIndex == 1);
        }

        (await app.As().List<Account>()).Rows.Count.ShouldBe(5);
        await ShouldBeSound(app);
    }

    [Theory]
    [InlineData("update")]
    [InlineData("deposit")]
    [InlineData("card")]
    public async Task Batches_that_touch_the_same_records_in_opposite_order_are_all_or_nothing(string kind)
    {
        var app = await Start();
        var first = await CreateOne(app, kind, "first");
        var second = await CreateOne(app, kind, "second");
        var acknowledged = 0;
        var failures = new ConcurrentBag<KumikoException>();

        await Together(async writer =>
        {
            var (one, two) = writer % 2 == 0 ? (first, second) : (second, first);
            for (var i = 0; i < 6; i++)
            {
                var outcome = await app.As().Batch(null, [await Touch(app, kind, one), await Touch(app, kind, two)]);
                if (outcome.Error is { } error)
                {
                    failures.Add(error);
                }
                else
                {
                    Interlocked.Increment(ref acknowledged);
                }
            }
        });

        failures.Where(e => e.Status != 409).Select(e => e.ToString()).ShouldBeEmpty();
        acknowledged.ShouldBeGreaterThan(0);
        var perTouch = kind == "deposit" ? 2 : 1;
        (await Stream(app, first)).Count.ShouldBe(1 + (acknowledged * perTouch));
        (await Stream(app, second)).Count.ShouldBe(1 + (acknowledged * perTouch));
        await ShouldBeSound(app);
    }

    [Fact]
    public async Task Two_applications_that_start_at_once_on_an_empty_database_seed_it_once()
    {
        await using var database = await Source.CreateDatabase();
        var nodes = Enumerable.Range(0, 4).Select(_ => new KumikoApplication(
            new KumikoOptions { Schema = SchemaMode.Create }.AddFeature(new BankFeature()).AddSeed("first", async seed =>
            {
                var tenant = seed.For(TestTenants.First);
                await tenant.Create(new Account { Owner = "Anna" });
                await tenant.Create(new Card { Number = "1" });
                await tenant.Create(new Card { Number = "2" });
            }),
            database.OpenStore(), TimeProvider.System, new IdGenerator(TimeProvider.System), Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance)).ToList();
        try
        {
            await Task.WhenAll(nodes.Select(n => Task.Run(() => n.Start())));

            await using var session = nodes[0].Store.NewSession();
            var log = await session.ReadLog(new Kumiko.Storage.LogQuery());
            log.Count(e => e.AggregateType == "card").ShouldBe(2);
            log.Count(e => e.AggregateType == "account").ShouldBe(1);
        }
        finally
        {
            foreach (var node in nodes)
            {
                await node.DisposeAsync();
            }
        }
    }

    private static Task Together(Func<int, Task> work) => Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(() => work(writer))));

    private static async Task<Guid> CreateOne(TestApp app, string kind, string name) =>
        kind == "card" ? (await app.As().Create(new Card { Number = name })).Id : (await app.As().Create(new Account { Owner = name })).Id;

    private static async Task<(string, string)> Touch(TestApp app, string kind, Guid id)
    {
        switch (kind)
        {
            case "deposit":
                return ("bank:write:account:deposit", Payload(new { id, amount = 1 }));
            case "card":
                var card = (await app.As().Detail<Card>(id))!;
                return ("bank:write:card:update", Payload(new { id, version = card.Version.Value, changes = new { uses = card.Uses + 1 } }));
            default:
                var account = (await app.As().Detail<Account>(id))!;
                return UpdateAccount(id, account.Version.Value, new { balance = account.Balance + 1 });
        }
    }
}
