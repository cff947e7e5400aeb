using Kumiko.Testing;
using Kumiko.Tests.Apps;

namespace Kumiko.Tests.Dispatch;

public abstract class BatchSpecification(DatabaseSource source) : BankTests(source)
{
    [Fact]
    public async Task An_empty_batch_succeeds_without_a_transaction_and_is_not_remembered()
    {
        var app = await Start();

        var outcome = await app.As().Batch("empty");
        var after = await app.As().Batch("empty", CreateAccount("Anna"));

        outcome.IsSuccess.ShouldBeTrue();
        outcome.Results.ShouldBeEmpty();
        outcome.Position.ShouldBeNull();
        after.IsSuccess.ShouldBeTrue();
        after.IsReplay.ShouldBeFalse();
    }

    [Fact]
    public async Task Results_come_in_the_order_of_the_commands()
    {
        var app = await Start();

        var outcome = await app.As().Batch(null, CreateAccount("Anna"), CreateCard("1"), CreateAccount("Bert"));

        outcome.IsSuccess.ShouldBeTrue();
        outcome.FailedIndex.ShouldBeNull();
        outcome.Results.Select(Text).ShouldAllBe(r => r.Contains("\"kind\":\"save\"", StringComparison.Ordinal));
        Text(outcome.Results[0]).ShouldContain("Anna");
        Text(outcome.Results[1]).ShouldContain("\"entityName\":\"card\"");
        Text(outcome.Results[2]).ShouldContain("Bert");
        (await Log(app)).Select(e => e.AggregateType).ShouldBe(["account", "card", "account"]);
        outcome.Position.ShouldBe((await Log(app))[^1].Position);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_failure_at_any_place_leaves_nothing_of_any_command(int failing)
    {
        var app = await Start();
        (string, string)[] calls = [CreateAccount("Anna"), CreateCard("1"), Call(Bank.Step(CreatesAndAsks)), CreateAccount("Bert")];
        calls[failing] = ("bank:write:account:create", """{"owner":""}""");

        var outcome = await app.As().Batch(null, calls);

        outcome.Error.ShouldBeOfType<ValidationFailedException>();
        outcome.FailedIndex.ShouldBe(failing);
        outcome.Results.Count.ShouldBe(failing);
        outcome.Position.ShouldBeNull();
        (await Log(app)).ShouldBeEmpty();
        await ShouldBeSound(app);

        static async Task CreatesAndAsks(WriteContext ctx)
        {
            await ctx.Create(new Memo { Text = "kept back" });
            await ctx.Query<Memo>().ToList();
            await ctx.Create(new Card { Number = "at once" });
        }
    }

    [Fact]
    public async Task A_failure_at_the_commit_belongs_to_the_last_command_and_leaves_nothing()
    {
        var app = await Start();
        await app.As().Create(new Card { Number = "1" });

        var outcome = await app.As().Batch(null, CreateAccount("Anna"), CreateCard("1"), CreateAccount("Bert"));

        outcome.Error.ShouldBeOfType<UniqueViolationException>().Fields.ShouldBe(["number"]);
        outcome.FailedIndex.ShouldNotBeNull();
        (await Log(app)).Count.ShouldBe(1);
        await ShouldBeSound(app);
    }

    [Fact]
    public async Task A_batch_of_three_whose_second_is_invalid_is_replayed_as_exactly_that_failure()
    {
        var app = await Start();
        (string, string)[] calls = [CreateAccount("Anna"), ("bank:write:account:create", "{}"), CreateAccount("Bert")];

        var first = await app.As().Batch("three", calls);
        var second = await app.As().Batch("three", calls);

        second.IsReplay.ShouldBeTrue();
        second.FailedIndex.ShouldBe(1);
        second.Error!.Code.ShouldBe("validation_error");
        second.Results.Select(Text).ShouldBe(first.Results.Select(Text));
        JsonText.Of(w => Error(w, second)).ShouldBe(JsonText.Of(w => Error(w, first)));
        (await Log(app)).ShouldBeEmpty();

        static void Error(System.Text.Json.Utf8JsonWriter writer, BatchOutcome outcome)
        {
            writer.WriteStartObject();
            ErrorJson.WriteMembers(writer, outcome.Error!);
            writer.WriteEndObject();
        }
    }

    [Fact]
    public async Task Later_commands_see_what_earlier_ones_wrote()
    {
        var app = await Start();
        var id = Guid.CreateVersion7();
        List<string> seen = [];

        var outcome = await app.As().Batch(
            null,
            CreateAccount("Anna", id),
            UpdateAccount(id, 1, new { balance = 5 }),
            Call(Bank.Step(async ctx =>
            {
                seen.Add($"get {(await ctx.Get<Account>(id)).Balance}");
                seen.Add($"query {(await ctx.Query<Account>().Where(a => a.Balance == 5).ToList()).Single().Owner}");
                seen.Add($"load {(await ctx.Load<Account>(id))!.Version}");
            })),
            UpdateAccount(id, 2, new { balance = 6 }),
            ("bank:write:account:deposit", Payload(new { id, amount = 1 })),
            ("bank:write:account:delete", Payload(new { id, version = 5 })),
            Call(Bank.Step(async ctx => seen.Add($"gone {await ctx.Find<Account>(id) is null} {await ctx.Query<Account>().Count()}"))));

        outcome.Error.ShouldBeNull();
        seen.ShouldBe(["get 5", "query Anna", "load 2", "gone True 0"]);
        (await Stream(app, id)).Select(e => e.Type).ShouldBe(
            ["account.created", "account.updated", "account.updated", "account.updated", "bank:event:deposited", "account.deleted"]);
        await ShouldBeSound(app);
    }

    [Fact]
    public async Task Later_commands_see_the_version_that_earlier_ones_left()
    {
        var app = await Start();
        var account = await app.As().Create(new Account { Owner = "Anna" });

        var outcome = await app.As().Batch(
            null, UpdateAccount(account.Id, 1, new { balance = 1 }), UpdateAccount(account.Id, 1, new { balance = 2 }));

        outcome.FailedIndex.ShouldBe(1);
        outcome.Error.ShouldBeOfType<VersionConflictException>().CurrentVersion.Value.ShouldBe(2);
        (await Stream(app, account.Id)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_hundred_commands_are_one_transaction()
    {
        var app = await Start();

        var outcome = await app.As().Batch(null, [.. Enumerable.Range(0, 100).Select(i => i % 2 == 0 ? CreateAccount($"owner {i}") : CreateCard($"card {i}"))]);

        outcome.Error.ShouldBeNull();
        outcome.Results.Count.ShouldBe(100);
        (await Log(app)).Count.ShouldBe(100);
        await ShouldBeSound(app);
    }

    [Fact]
    public async Task Three_updates_can_swap_two_unique_values()
    {
        var app = await Start();
        var one = await app.As().Create(new Card { Number = "1" });
        var two = await app.As().Create(new Card { Number = "2" });

        var outcome = await app.As().Batch(null, Update(one, 1, "free"), Update(two, 1, "1"), Update(one, 2, "2"));

        outcome.Error.ShouldBeNull();
        (await app.As().Detail<Card>(one.Id))!.Number.ShouldBe("2");
        (await app.As().Detail<Card>(two.Id))!.Number.ShouldBe("1");
        await ShouldBeSound(app);

        static (string, string) Update(Card card, int version, string number) =>
            ("bank:write:card:update", Payload(new { id = card.Id, version, changes = new { number } }));
    }

    [Fact]
    public async Task A_seed_can_swap_two_unique_values()
    {
        var one = Guid.CreateVersion7();
        var two = Guid.CreateVersion7();
        var app = await Start(new TestAppOptions
        {
            Configure = kumiko => kumiko
                .AddSeed("first", async seed =>
                {
                    await seed.For(TestTenants.First).Create(new Card { Number = "1" }, one);
                    await seed.For(TestTenants.First).Create(new Card { Number = "2" }, two);
                })
                .AddSeed("second", async seed =>
                {
                    await seed.For(TestTenants.First).Update<Card>(one, c => c.Number = "free");
                    await seed.For(TestTenants.First).Update<Card>(two, c => c.Number = "1");
                    await seed.For(TestTenants.First).Update<Card>(one, c => c.Number = "2");
                }),
        });

        (await app.As().Detail<Card>(one))!.Number.ShouldBe("2");
        (await app.As().Detail<Card>(two))!.Number.ShouldBe("1");
        await ShouldBeSound(app);
    }

    [Fact]
    public async Task A_unique_value_is_free_for_the_next_command_once_its_record_is_deleted()
    {
        var app = await Start();
        var card = await app.As().Create(new Card { Number = "1" });

        var outcome = await app.As().Batch(null, ("bank:write:card:delete", Payload(new { id = card.Id })), CreateCard("1"));

        outcome.Error.ShouldBeNull();
        (await app.As().List<Card>()).Rows.ShouldHaveSingleItem().Id.ShouldBe(IdOf(outcome.Results[1]));
        await ShouldBeSound(app);
    }
}
