using System.Reflection;
using Kumiko.Testing;
using Kumiko.Tests.Apps;

namespace Kumiko.Tests.Dispatch;

/// <summary>In which state the unit of work is when a nested command begins.</summary>
public enum Before
{
    /// <summary>Nothing was written yet.</summary>
    Nothing,

    /// <summary>Writes are kept back.</summary>
    PendingWrites,

    /// <summary>A transaction is open, because a query had to see the writes.</summary>
    Flushed,

    /// <summary>A transaction is open, and further writes are kept back.</summary>
    FlushedAndPending,
}

public abstract class NestedSpecification(DatabaseSource source) : BankTests(source)
{
    public static TheoryData<Before, bool, bool> Combinations =>
    [
        .. from before in Enum.GetValues<Before>()
           from flushesInside in new[] { false, true }
           from goesOn in new[] { false, true }
           select (before, flushesInside, goesOn),
    ];

    [Fact]
    public async Task A_nested_command_joins_the_transaction_and_answers_with_what_its_handler_returns()
    {
        var app = await Start();
        var inner = Bank.Step(async ctx => await ctx.Create(new Account { Owner = "inner" }));
        var commits = 0;

        var outcome = await app.As().Batch(null, Call(Bank.Step(async ctx =>
        {
            await ctx.Create(new Account { Owner = "outer" });
            var account = await ctx.Write<Account>(inner);
            account.Owner.ShouldBe("inner");
            (await ctx.Query<Account>().Count()).ShouldBe(2);
            commits = (await app.As().List<Account>()).Rows.Count;
        })));

        outcome.Error.ShouldBeNull();
        commits.ShouldBe(0);
        (await Log(app)).Select(e => e.CreatedAt).Count().ShouldBe(2);
        (await Log(app)).Select(e => EventMetadata.Of(e).RequestId).Distinct().Count().ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Combinations))]
    public async Task A_caught_failure_undoes_only_the_nested_command(Before before, bool flushesInside, bool goesOn)
    {
        var app = await Start();
        var existing = await app.As().Create(new Account { Owner = "existing" });
        var failing = Bank.Step(async ctx =>
        {
            await ctx.Create(new Account { Owner = "inner" });
            await ctx.Update<Account>(existing.Id, a => a.Balance = 666);
            await ctx.Create(new Memo { Text = "inner" });
            if (flushesInside)
            {
                (await ctx.Query<Memo>().Count()).ShouldBe(1);
                await ctx.Create(new Memo { Text = "inner, after the flush" });
            }

            throw new UnprocessableException("no", "No.");
        });

        var outcome = await app.As().Batch(null, Call(Bank.Step(async ctx =>
        {
            await Prepare(ctx, before, existing.Id);
            await Should.ThrowAsync<UnprocessableException>(() => ctx.Write(failing));
            var account = await ctx.Get<Account>(existing.Id);
            account.Balance.ShouldBe(before == Before.Nothing ? 0 : 1);
            if (goesOn)
            {
                await ctx.Update(account, a => a.Note = "after");
                await ctx.Create(new Account { Owner = "after" });
                (await ctx.Query<Memo>().Count()).ShouldBe(0);
            }
        })));

        outcome.Error.ShouldBeNull();
        List<string> owners = ["existing"];
        owners.AddRange(before switch { Before.Nothing => [], Before.FlushedAndPending => ["before", "pending"], _ => new[] { "before" } });
        owners.AddRange(goesOn ? ["after"] : []);
        (await app.As().List<Account>()).Rows.Select(a => a.Owner).ShouldBe(owners, ignoreOrder: true);
        var read = (await app.As().Detail<Account>(existing.Id))!;
        read.Balance.ShouldBe(before == Before.Nothing ? 0 : 1);
        read.Note.ShouldBe(goesOn ? "after" : null);
        (await app.As().List<Memo>()).Rows.ShouldBeEmpty();
        (await Log(app)).ShouldNotContain(e => e.AggregateType == "memo");
        await ShouldBeSound(app);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Of_two_levels_only_the_level_that_failed_is_undone(bool flushes)
    {
        var app = await Start();
        var innermost = Bank.Step(async ctx =>
        {
            await ctx.Create(new Account { Owner = "innermost" });
            await See(ctx);
            throw new UnprocessableException("no", "No.");
        });
        var inner = Bank.Step(async ctx =>
        {
            await ctx.Create(new Account { Owner = "inner" });
            await See(ctx);
            await Should.ThrowAsync<UnprocessableException>(() => ctx.Write(innermost));
            await ctx.Create(new Account { Owner = "inner, after" });
        });
        var second = Bank.Step(async ctx =>
        {
            await ctx.Create(new Account { Owner = "second" });
            await Should.ThrowAsync<UnprocessableException>(() => ctx.Write(innermost));
            throw new ConflictException("second", "No.");
        });

        var outcome = await app.As().Batch(null, Call(Bank.Step(async ctx =>
        {
            await ctx.Create(new Account { Owner = "outer" });
            await ctx.Write(inner);
            await Should.ThrowAsync<ConflictException>(() => ctx.Write(second));
            await ctx.Create(new Account { Owner = "outer, after" });
        })));

        outcome.Error.ShouldBeNull();
        (await app.As().List<Account>()).Rows.Select(a => a.Owner).ShouldBe(["outer", "inner", "inner, after", "outer, after"], ignoreOrder: true);
        outcome.Position.ShouldBe((await Log(app))[^1].Position);
        await ShouldBeSound(app);

        async Task See(WriteContext ctx)
        {
            if (flushes)
            {
                await ctx.Query<Account>().Count();
            }
        }
    }

    [Theory]
    [InlineData(Before.Nothing)]
    [InlineData(Before.PendingWrites)]
    [InlineData(Before.FlushedAndPending)]
    public async Task A_unique_violation_inside_a_nested_command_can_be_caught_inside_or_outside(Before before)
    {
        var app = await Start();
        var existing = await app.As().Create(new Account { Owner = "existing" });
        await app.As().Create(new Card { Number = "taken" });
        var catching = Bank.Step(async ctx =>
        {
            await Should.ThrowAsync<UniqueViolationException>(() => ctx.Create(new Card { Number = "taken" }));
            await ctx.Create(new Card { Number = "free" });
        });
        var throwing = Bank.Step(async ctx =>
        {
            await ctx.Create(new Card { Number = "lost" });
            await ctx.Create(new Card { Number = "taken" });
        });

        var outcome = await app.As().Batch(null, Call(Bank.Step(async ctx =>
        {
            await Prepare(ctx, before, existing.Id);
            await ctx.Write(catching);
            await Should.ThrowAsync<UniqueViolationException>(() => ctx.Write(throwing));
            await ctx.Create(new Card { Number = "lost" });
        })));

        outcome.Error.ShouldBeNull();
        (await app.As().List<Card>()).Rows.Select(c => c.Number).ShouldBe(["taken", "free", "lost"], ignoreOrder: true);
        await ShouldBeSound(app);
    }

    [Fact]
    public async Task An_uncaught_failure_leaves_nothing_of_either_command()
    {
        var app = await Start();
        var inner = Bank.Step(async ctx =>
        {
            await ctx.Create(new Account { Owner = "inner" });
            throw new UnprocessableException("no", "No.");
        });

        var outcome = await app.As().Batch(null, CreateAccount("first"), Call(Bank.Step(async ctx =>
        {
            await ctx.Create(new Account { Owner = "outer" });
            await ctx.Create(new Card { Number = "1" });
            await ctx.Write(inner);
        })));

        outcome.Error.ShouldBeOfType<UnprocessableException>().Reason.ShouldBe("no");
        outcome.FailedIndex.ShouldBe(1);
        (await Log(app)).ShouldBeEmpty();
        await ShouldBeSound(app);
    }

    [Fact]
    public async Task A_conflict_with_somebody_else_inside_a_nested_command_can_be_caught_and_tried_again()
    {
        var app = await Start();
        var account = await app.As().Create(new Account { Owner = "Anna" });
        var inner = Bank.Step(async ctx =>
        {
            await ctx.Update<Account>(account.Id, a => a.Balance += 1);
            await ctx.Query<Account>().Count();
        });
        VersionConflictException? conflict = null;

        var outcome = await app.As().Batch(null, Call(Bank.Step(async ctx =>
        {
            await ctx.Get<Account>(account.Id);
            await app.As().Update(account, a => a.Balance = 10);
            conflict = await Should.ThrowAsync<VersionConflictException>(() => ctx.Write(inner));
            await ctx.Write(inner);
        })));

        outcome.Error.ShouldBeNull();
        conflict!.CurrentVersion.Value.ShouldBe(2);
        (await app.As().Detail<Account>(account.Id))!.Balance.ShouldBe(11);
        await ShouldBeSound(app);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_failed_before_a_nested_command_cannot_be_swallowed_by_catching_the_nested_commands_exception(bool insideOnly)
    {
        var app = await Start();
        var account = await app.As().Create(new Account { Owner = "Anna" });
        var asking = Bank.Step(async ctx =>
        {
            if (insideOnly)
            {
                await Ignore(() => ctx.Query<Account>().Count());
            }
            else
            {
                await ctx.Query<Account>().Count();
            }
        });

        var outcome = await app.As().Batch(null, CreateAccount("Bert"), Call(Bank.Step(async ctx =>
        {
            await ctx.Get<Account>(account.Id);
            await app.As().Update(account, a => a.Balance = 10);
            await ctx.Update<Account>(account.Id, a => a.Balance = 20);
            await Ignore(() => ctx.Write(asking));
        })));

        outcome.Error.ShouldBeOfType<VersionConflictException>().CurrentVersion.Value.ShouldBe(2);
        outcome.FailedIndex.ShouldBe(1);
        (await app.As().List<Account>()).Rows.ShouldHaveSingleItem().Balance.ShouldBe(10);
        await ShouldBeSound(app);

        // What an author should not do, and does.
        static async Task Ignore(Func<Task> work)
        {
            try
            {
                await work();
            }
            catch (Exception)
            {
                return;
            }
        }
    }

    [Fact]
    public async Task A_conflict_of_kept_back_writes_is_not_taken_for_that_of_the_write_that_sends_them()
    {
        var app = await Start();
        var account = await app.As().Create(new Account { Owner = "Anna" });

        var outcome = await app.As().Batch(null, Call(Bank.Step(async ctx =>
        {
            await ctx.Get<Account>(account.Id);
            await app.As().Update(account, a => a.Balance = 10);
            await ctx.Update<Account>(account.Id, a => a.Balance = 20);
            await ctx.Create(new Card { Number = "1" });
        })));

        var conflict = outcome.Error.ShouldBeOfType<VersionConflictException>();
        conflict.Details!["entityId"].ShouldBe(account.Id.ToString());
        conflict.CurrentVersion.Value.ShouldBe(2);
        await ShouldBeSound(app);
    }

    [Fact]
    public async Task A_nested_query_sees_what_was_written_before_it()
    {
        var app = await Start();
        var question = Bank.Question(async ctx => await ctx.Query<Account>().Where(a => a.Balance > 0).Count());

        var outcome = await app.As().Batch(null, Call(Bank.Step(async ctx =>
        {
            var account = await ctx.Create(new Account { Owner = "Anna" });
            (await ctx.Query<long>(question)).ShouldBe(0);
            await ctx.Update(account, a => a.Balance = 1);
            (await ctx.Query<long>(question)).ShouldBe(1);
        })));

        outcome.Error.ShouldBeNull();
    }

    [Fact]
    public async Task A_nested_call_asks_for_the_callers_roles()
    {
        var app = await Start();
        var command = Bank.ClerkStep(ctx => ctx.Create(new Account { Owner = "inner" }));
        var question = Bank.ClerkQuestion(_ => Task.FromResult(1));
        var step = Bank.Step(async ctx =>
        {
            await ctx.Write(command);
            await ctx.Query<int>(question);
        });

        (await app.As("Teller").Batch(null, Call(step))).Error.ShouldBeOfType<AccessDeniedException>().Details!["handler"].ShouldBe("bank:write:clerk-step");
        (await app.As("Teller").Batch(null, Call(Bank.Step(ctx => ctx.Query<int>(question))))).Error.ShouldBeOfType<AccessDeniedException>();
        (await Log(app)).ShouldBeEmpty();
        (await app.As("Clerk").Batch(null, Call(step))).Error.ShouldBeNull();
        (await Log(app)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_nested_command_is_checked_like_one_from_outside()
    {
        var app = await Start();
        var account = await app.As().Create(new Account { Owner = "Anna" });

        var outcome = await app.As().Batch(null, Call(Bank.Step(ctx => ctx.Write(new Deposit(account.Id, 0)))));

        outcome.Error.ShouldBeOfType<ValidationFailedException>().Issues.ShouldHaveSingleItem().Path.ShouldBe("amount");
    }

    [Fact]
    public async Task Only_the_feature_that_declares_an_event_can_append_it()
    {
        var app = await Start(new AuditFeature());
        var account = await app.As().Create(new Account { Owner = "Anna" });

        var refused = await app.As().Batch(null, Call(Bank.Step(async ctx => await ctx.Append(await ctx.Get<Account>(account.Id), new Audited("no")))));
        var allowed = await app.As().Batch(null, Call(Bank.Step(ctx => ctx.Write(new Audit(account.Id)))));

        refused.Error!.InnerException.ShouldBeOfType<InvalidOperationException>().Message.ShouldContain("belongs to the feature 'audit'");
        allowed.Error.ShouldBeNull();
        (await Log(app)).Select(e => e.Type).ShouldBe(["account.created", "audit:event:audited"]);
    }

    [Fact]
    public void A_query_has_no_way_to_write() =>
        typeof(QueryContext).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static)
            .Where(m => m.DeclaringType != typeof(object))
            .Select(m => m.Name)
            .ShouldNotContain(name => name == "Write" || name == "Create" || name == "Update" || name == "Delete" || name == "Append" || name == "Restore");

    [Fact]
    public async Task A_nested_command_in_another_tenant_writes_there()
    {
        var app = await Start();
        var inner = Bank.Step(ctx => ctx.Create(new Account { Owner = "inner" }));

        var outcome = await app.As().Batch(null, Call(Bank.Step(async ctx =>
        {
            await ctx.AcrossTenants("The test crosses over.").For(TestTenants.Second).Write(inner);
        })));

        outcome.Error.ShouldBeNull();
        var written = (await Log(app)).ShouldHaveSingleItem();
        written.Stream.Tenant.ShouldBe(TestTenants.Second);
        EventMetadata.Of(written).Headers!["crossTenantReason"].ShouldBe("The test crosses over.");
    }

    private static async Task Prepare(WriteContext ctx, Before before, Guid existing)
    {
        if (before == Before.Nothing)
        {
            return;
        }

        await ctx.Create(new Account { Owner = "before" });
        await ctx.Update<Account>(existing, a => a.Balance = 1);
        if (before is Before.Flushed or Before.FlushedAndPending)
        {
            await ctx.Query<Account>().Count();
        }

        if (before == Before.FlushedAndPending)
        {
            await ctx.Create(new Account { Owner = "pending" });
        }
    }
}

public sealed record Audited(string What);

public sealed record Audit(Guid Id);

public sealed class AuditFeature : Feature
{
    public override string Name => "audit";

    protected override void Define(FeatureBuilder r)
    {
        r.DefineEvent<Audited>("audited");
        r.WriteHandler<Audit>("entry", Access.SignedIn, (audit, ctx) => ctx.Append("audit-entry", Guid.CreateVersion7(), new Audited($"{audit.Id}")));
    }
}
