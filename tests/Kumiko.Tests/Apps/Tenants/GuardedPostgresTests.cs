using Kumiko.Testing;
using Kumiko.Tests.Storage;
using TestDatabase = Kumiko.Testing.TestDatabase;

namespace Kumiko.Tests.Apps.Tenants;

/// <summary>Row-level security behind an application: what happens when a statement goes out that should not.</summary>
public sealed class GuardedPostgresTests(PostgresServerFixture server)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_statement_whose_tenant_was_forgotten_finds_only_the_callers_rows_and_events(bool isGuarded)
    {
        await using var app = await Start(isGuarded);
        await app.As(TestTenants.First).Create(new Secret { Name = "mine" });
        var theirs = await app.As(TestTenants.Second).Create(new Secret { Name = "theirs" });

        var found = await app.As(TestTenants.First).Query<Found>(new FindAll(theirs.Id));
        found.ShouldBe(isGuarded ? new Found(1, 1, false) : new Found(2, 2, true));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_write_into_a_tenant_that_nobody_gave_a_reason_for_is_refused(bool isGuarded)
    {
        await using var app = await Start(isGuarded);
        var outcome = await Record.ExceptionAsync(() => app.As(TestTenants.First).Write(new Smuggle(TestTenants.Second.Value, "smuggled")));

        (outcome is InternalErrorException).ShouldBe(isGuarded);
        (await app.As(TestTenants.Second).List<Secret>()).Rows.Count.ShouldBe(isGuarded ? 0 : 1);
        (await app.CompareAllWithRebuilds()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_gives_a_reason_crosses_tenants_as_ever()
    {
        await using var app = await Start(isGuarded: true);
        var mine = await app.As(TestTenants.First).Create(new Secret { Name = "mine" });

        (await app.As(TestTenants.First).Write<int>(new Move(TestTenants.Second.Value, mine.Id, "over there"))).ShouldBe(2);
        (await app.As(TestTenants.Second).List<Secret>()).Rows.ShouldHaveSingleItem().Name.ShouldBe("over there");
        (await app.As(TestTenants.First).List<Secret>()).Rows.ShouldHaveSingleItem().Name.ShouldBe("moved");
    }

    [Fact]
    public async Task Tables_are_derived_anew_under_the_guard_and_stay_guarded()
    {
        await using var app = await Start(isGuarded: true);
        await app.As(TestTenants.First).Create(new Secret { Name = "mine" });
        var theirs = await app.As(TestTenants.Second).Create(new Secret { Name = "theirs" });

        await app.Rebuilds.Rebuild(app.Rebuilds.Projections.Single(), cancellation: TestContext.Current.CancellationToken);

        (await app.Store.CompareSchema([.. app.Registry.Tables], TestContext.Current.CancellationToken)).ShouldBeEmpty();
        (await app.As(TestTenants.First).Query<Found>(new FindAll(theirs.Id))).ShouldBe(new Found(1, 1, false));
        (await app.As(TestTenants.Second).List<Secret>()).Rows.Count.ShouldBe(1);
    }

    private async Task<TestApp> Start(bool isGuarded) => await TestApp.Start(
        new TestAppOptions
        {
            Database = isGuarded ? await TestDatabase.GuardedPostgres(await server.Server) : await TestDatabase.Postgres(await server.Server),
        },
        new GuardedVaultFeature());
}
