using System.Net;
using System.Text.Json;
using Kumiko.Storage;
using Kumiko.Testing;
using Kumiko.Tests.Apps;
using Kumiko.Tests.Dispatch;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kumiko.Tests.RateLimits;

/// <summary>Limits as callers meet them, counted in the process and in the database.</summary>
public abstract class RateLimitSpecification(DatabaseSource source, RateLimitCounting counting) : AppSpecification(source)
{
    private readonly ManualClock _clock = new(new DateTimeOffset(2026, 5, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly GateFeature _gate = new();

    /// <summary>A call: who, from where, asks what. Two calls are admitted of each bucket.</summary>
    public static TheoryData<string, string, string, string, bool> Pairs =>
    [
        // What fills the bucket; what is called then; whether it meets the full bucket.
        ("ann 1", "by-user", "ann 2", "by-user", true),
        ("ann 1", "by-user", "bert 1", "by-user", false),
        ("ann 1", "by-user", "ann-of-the-others 1", "by-user", false),
        ("ann 1", "by-user", "ann 1", "by-user-too", true),
        ("ann 1", "by-user", "ann 1", "by-user-more", false),
        ("ann 1", "by-user", "ann 1", "by-user-and-handler", false),
        ("ann 1", "by-user-and-handler", "ann 1", "by-user", false),
        ("ann 1", "by-user-and-handler", "ann 2", "by-user-and-handler", true),
        ("ann 1", "by-user-and-handler", "bert 1", "by-user-and-handler", false),
        ("ann 1", "by-tenant", "bert 2", "by-tenant", true),
        ("ann 1", "by-tenant", "ann-of-the-others 1", "by-tenant", false),
        ("ann 1", "by-tenant", "ann 1", "by-tenant-and-handler", false),
        ("ann 1", "by-tenant-and-handler", "bert 2", "by-tenant-and-handler", true),
        ("ann 1", "by-ip", "ann-of-the-others 1", "by-ip", true),
        ("ann 1", "by-ip", "ann 2", "by-ip", false),
        ("ann 1", "by-ip", "ann 1", "by-ip-and-handler", false),
        ("ann 1", "by-ip-and-handler", "bert 1", "by-ip-and-handler", true),
        ("ann 1", "by-ip-and-handler", "ann 2", "by-ip-and-handler", false),
        ("ann 2001:db8:1:2::1", "by-ip", "ann 2001:db8:1:2:ffff::9", "by-ip", true),
        ("ann 2001:db8:1:2::1", "by-ip", "ann 2001:db8:1:3::1", "by-ip", false),
        ("ann 1", "by-ip", "ann ::ffff:203.0.113.1", "by-ip", true),
    ];

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task Calls_are_counted_together_as_the_limit_says(string first, string query, string second, string otherQuery, bool isFull)
    {
        var app = await Start();
        await Ask(Who(app, first), query);
        await Ask(Who(app, first), query);
        await Should.ThrowAsync<RateLimitedException>(() => Ask(Who(app, first), query));

        await Refused(() => Ask(Who(app, second), otherQuery), isFull);
    }

    [Theory]
    [InlineData("by-user")]
    [InlineData("by-user-and-handler")]
    public async Task Visitors_who_did_not_sign_in_are_counted_by_their_address(string query)
    {
        var app = await Start();
        for (var i = 0; i < 2; i++)
        {
            await Should.ThrowAsync<AccessDeniedException>(() => Ask(Visitor(1), query));
        }

        await Should.ThrowAsync<RateLimitedException>(() => Ask(Visitor(1), query));
        await Should.ThrowAsync<AccessDeniedException>(() => Ask(Visitor(2), query));

        TestUser Visitor(int address) => app.As(new User { Id = UserId.Anonymous, Tenant = Tenant, Roles = [User.AnonymousRole] }).From(Address(address));
    }

    [Theory]
    [InlineData("by-ip")]
    [InlineData("by-ip-and-handler")]
    public async Task A_call_without_an_address_is_not_counted_by_it(string query)
    {
        var ann = (await Start()).As(Tenant, "ann");
        for (var i = 0; i < 5; i++)
        {
            await Ask(ann, query);
        }
    }

    [Fact]
    public async Task The_refusal_says_what_is_granted_and_when_it_is_again()
    {
        var ann = (await Start()).As(Tenant, "ann");
        await ann.Query<int>(new Dear());
        await ann.Query<int>(new Dear());

        var refusal = await Should.ThrowAsync<RateLimitedException>(() => ann.Query<int>(new Dear()));

        (refusal.Status, refusal.Code, refusal.I18nKey, refusal.RetryAfter).ShouldBe((429, "rate_limited", "errors.rate_limited", TimeSpan.FromSeconds(12)));
        refusal.Details.ShouldBe(new Dictionary<string, object?>
        {
            ["per"] = "user+handler",
            ["limit"] = 10,
            ["windowSeconds"] = 60d,
            ["remaining"] = 2,
            ["retryAfterSeconds"] = 12L,
            ["resetAt"] = Instants.Format(Instants.ToMilliseconds(_clock.GetUtcNow().AddSeconds(48))),
        }, ignoreOrder: true);
        _clock.Advance(TimeSpan.FromSeconds(11.9));
        await Should.ThrowAsync<RateLimitedException>(() => ann.Query<int>(new Dear()));
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        await ann.Query<int>(new Dear());
    }

    [Theory]
    [InlineData("gate:write:pass:create", """{"wrong":1}""")]
    [InlineData("gate:write:pass:update", """{"wrong":1}""")]
    [InlineData("gate:write:pass:delete", """{"wrong":1}""")]
    [InlineData("gate:query:pass:list", """{"wrong":1}""")]
    [InlineData("gate:query:pass:detail", """{"wrong":1}""")]
    [InlineData("gate:query:pass:history", """{"wrong":1}""")]
    [InlineData("gate:write:limited", """{"wrong":1}""")]
    [InlineData("gate:query:by-user", """{"wrong":1}""")]
    public async Task Every_kind_of_handler_counts_also_what_is_refused_later(string handler, string payload)
    {
        var ann = (await Start()).As(Tenant, "ann");
        for (var i = 0; i < 2; i++)
        {
            await Should.ThrowAsync<ValidationFailedException>(() => Run(ann, handler, payload));
        }

        await Should.ThrowAsync<RateLimitedException>(() => Run(ann, handler, payload));
    }

    [Fact]
    public async Task Each_command_of_a_batch_counts_and_the_one_above_the_limit_undoes_all()
    {
        var ann = (await Start()).As(Tenant, "ann");
        var create = ("gate:write:pass:create", """{"holder":"Cora"}""");

        var outcome = await ann.Batch(null, create, create, create);

        outcome.Error.ShouldBeOfType<RateLimitedException>();
        outcome.FailedIndex.ShouldBe(2);
        _clock.Advance(GateFeature.Minute);
        (await ann.List<Pass>()).Rows.ShouldBeEmpty();
    }

    [Fact]
    public async Task Nested_commands_count_also_behind_writes_and_a_refused_one_can_be_caught()
    {
        var ann = (await Start()).As(Tenant, "ann");
        var refused = 0;

        await ann.Write(_gate.Do(async ctx =>
        {
            await ctx.Create(new Pass { Holder = "Cora" });
            (await ctx.Query<Pass>().Count()).ShouldBe(1); // From here on a transaction is open.
            for (var i = 0; i < 4; i++)
            {
                try
                {
                    await ctx.Write(new Limited());
                }
                catch (RateLimitedException)
                {
                    refused++;
                }
            }
        }));

        refused.ShouldBe(2);
        await Should.ThrowAsync<RateLimitedException>(() => ann.Write(new Limited()));
        (await ann.List<Pass>()).Rows.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Work_that_is_done_again_counts_once()
    {
        var app = await Start();
        var failures = 3;
        var store = new WatchedStore(app.Store) { BeforeExecute = _ => Fail(failures-- > 0) };
        var dispatcher = new Dispatcher(app.Registry, store, _clock, new IdGenerator(_clock), NullLogger.Instance, Pipeline.Standard, limiter: Limiter(app));
        var inner = _gate.Do(ctx => ctx.Create(new Pass { Holder = "Cora" }));
        var work = _gate.Do(async ctx =>
        {
            await ctx.Write(new Limited());
            await ctx.Write(inner);
        });

        (await Write(dispatcher, app, "gate:write:work", $$"""{"name":"{{work.Name}}"}""")).Error.ShouldBeNull();
        failures.ShouldBeLessThan(0);
        (await Write(dispatcher, app, "gate:write:limited", "{}")).Error.ShouldBeNull();
        (await Write(dispatcher, app, "gate:write:limited", "{}")).Error.ShouldBeOfType<RateLimitedException>();

        static void Fail(bool now)
        {
            if (now)
            {
                throw new TransientStoreException(new IOException("deadlock"));
            }
        }
    }

    [Fact]
    public async Task A_command_that_fails_has_counted()
    {
        var ann = (await Start()).As(Tenant, "ann");
        var failing = new Limited(_gate.Do(_ => throw new ConflictException("no", "Not today.")).Name);
        await Should.ThrowAsync<ConflictException>(() => ann.Write(failing));
        await Should.ThrowAsync<ConflictException>(() => ann.Write(failing));

        await Should.ThrowAsync<RateLimitedException>(() => ann.Write(failing));
    }

    [Fact]
    public async Task A_refusal_is_not_remembered_as_the_answer_to_a_request()
    {
        var ann = (await Start()).As(Tenant, "ann");
        await ann.Write(new Limited());
        await ann.Write(new Limited());
        await Should.ThrowAsync<RateLimitedException>(() => ann.WriteOnce("r-1", "gate:write:limited", "{}"));

        _clock.Advance(GateFeature.Minute);

        (await ann.Batch("r-1", ("gate:write:limited", "{}"))).ShouldSatisfyAllConditions(o => o.Error.ShouldBeNull(), o => o.IsReplay.ShouldBeFalse());
    }

    [Fact]
    public async Task Of_two_limits_each_holds()
    {
        var app = await Start();
        await Ask(app.As(Tenant, "ann"), "by-two");
        await Ask(app.As(Tenant, "ann"), "by-two");
        (await Should.ThrowAsync<RateLimitedException>(() => Ask(app.As(Tenant, "ann"), "by-two"))).Details!["per"].ShouldBe("user+handler");

        await Ask(app.As(Tenant, "bert"), "by-two");
        (await Should.ThrowAsync<RateLimitedException>(() => Ask(app.As(Tenant, "bert"), "by-two"))).Details!["per"].ShouldBe("tenant+handler");
    }

    [Fact]
    public async Task What_consumers_do_is_not_counted()
    {
        var app = await Start();
        await app.As(Tenant, "ann").Write(new Stamp("one"));
        await app.As(Tenant, "ann").Write(new Stamp("two"));

        await app.DrainConsumers(Cancellation); // Its command grants one call in two hours, and is called twice.

        await app.As(Tenant, "ann").Write(new Echo("three"));
        await Should.ThrowAsync<RateLimitedException>(() => app.As(Tenant, "ann").Write(new Echo("four")));
    }

    [Fact]
    public async Task However_many_call_at_once_no_more_are_admitted_than_the_limit()
    {
        var app = await Start();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => app.As(Tenant, "ann").Batch(null, ("gate:write:limited", "{}")))));

        outcomes.Count(o => o.IsSuccess).ShouldBe(2);
        outcomes.Where(o => !o.IsSuccess).ShouldAllBe(o => o.Error is RateLimitedException);
    }

    [Fact]
    public async Task Two_processes_share_a_limit_where_it_is_counted_in_the_database_and_have_one_each_where_it_is_not()
    {
        var one = await Start();
        var two = Keep(await one.StartBeside(Options, _gate));
        await Ask(one.As(Tenant, "ann"), "by-user");
        await Ask(two.As(Tenant, "ann"), "by-user");

        await Refused(() => Ask(one.As(Tenant, "ann"), "by-user"), counting == RateLimitCounting.InDatabase);
    }

    [Fact]
    public async Task The_database_knows_neither_users_nor_addresses()
    {
        var app = await Start();
        await Ask(Who(app, "ann 1"), "by-user");
        await Ask(Who(app, "ann 1"), "by-ip");

        (await app.Store.ForgetRateLimits(_clock.GetUtcNow().AddHours(3), Cancellation)).ShouldBe(counting == RateLimitCounting.InDatabase ? 2 : 0);
    }

    private static IPAddress Address(int last) => new([203, 0, 113, (byte)last]);

    private TestUser Who(TestApp app, string who)
    {
        var parts = who.Split(' ');
        var user = parts[0] == "ann-of-the-others" ? app.As(OtherTenant, "ann") : app.As(Tenant, parts[0]);
        return user.From(parts[1].Length == 1 ? Address(parts[1][0] - '0') : IPAddress.Parse(parts[1]));
    }

    private static Task<JsonElement> Ask(TestUser user, string query) => user.QueryNamed("gate:query:" + query, "{}");

    private static async Task Run(TestUser user, string handler, string payload) =>
        _ = handler.Contains(":write:", StringComparison.Ordinal) ? await user.WriteNamed(handler, payload) : await user.QueryNamed(handler, payload);

    private static async Task Refused(Func<Task> call, bool isRefused)
    {
        if (isRefused)
        {
            await Should.ThrowAsync<RateLimitedException>(call);
        }
        else
        {
            await call();
        }
    }

    private RateLimiter Limiter(TestApp app) => counting == RateLimitCounting.InDatabase ? new DatabaseRateLimiter(app.Store) : new ProcessRateLimiter();

    private async Task<BatchOutcome> Write(Dispatcher dispatcher, TestApp app, string name, string payload)
    {
        using var json = JsonDocument.Parse(payload);
        return await dispatcher.Write([new HandlerCall(name, json.RootElement)], null, new Caller(app.As(Tenant, "ann").User, RequestInfo.New()), Cancellation);
    }

    private Task<TestApp> Start() => Start(Options, _gate);

    private TestAppOptions Options => new() { Clock = _clock, Configure = kumiko => kumiko.RateLimitCounting = counting };
}
