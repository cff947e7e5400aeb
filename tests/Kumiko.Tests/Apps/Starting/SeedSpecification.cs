using Kumiko.Storage;
using Kumiko.Testing;
using Kumiko.Tests.Apps.Records;

namespace Kumiko.Tests.Apps.Starting;

/// <summary>The records that an application starts with.</summary>
public abstract class SeedSpecification(DatabaseSource source) : AppSpecification(source)
{
    [Fact]
    public async Task A_seed_is_written_once_and_its_events_say_why()
    {
        var runs = 0;
        var app = await Start(Seeded("first", async seed =>
        {
            runs++;
            await seed.For(Tenant).Create(new Author { Name = "Ada" });
            await seed.For(OtherTenant, new UserId("importer")).Create(new Author { Name = "Eve" });
        }), new LibraryFeature());
        Keep(await app.StartBeside(Seeded("first", _ => throw new InvalidOperationException("It was written before.")), new LibraryFeature()));

        runs.ShouldBe(1);
        var ada = (await app.As(Tenant, "User").List<Author>()).Rows.ShouldHaveSingleItem();
        ada.InsertedById.ShouldBe(UserId.System);
        (await app.As(OtherTenant, "User").List<Author>()).Rows.ShouldHaveSingleItem().InsertedById.ShouldBe(new UserId("importer"));
        await using var session = app.Store.NewSession();
        var created = (await session.ReadStream(new StreamId(Tenant, ada.Id), StreamRange.Whole, Cancellation)).ShouldHaveSingleItem();
        EventMetadata.Of(created).Headers!["crossTenantReason"].ShouldBe("seed first");
    }

    [Fact]
    public async Task Another_name_is_another_seed()
    {
        var app = await Start(Seeded("first", seed => seed.For(Tenant).Create(new Author { Name = "Ada" })), new LibraryFeature());

        Keep(await app.StartBeside(Seeded("second", seed => seed.For(Tenant).Create(new Author { Name = "Bob" })), new LibraryFeature()));

        (await app.As(Tenant, "User").List<Author>()).Rows.Select(a => a.Name).ShouldBe(["Ada", "Bob"]);
    }

    [Fact]
    public async Task A_seed_that_fails_leaves_nothing_and_is_tried_again()
    {
        var app = await Start(new LibraryFeature());

        await app.StartBeside(Seeded("first", async seed =>
        {
            await seed.For(Tenant).Create(new Author { Name = "Ada" });
            await seed.For(Tenant).Create(new Member { Email = "a@example.org" });
            throw new TimeoutException();
        }), new LibraryFeature()).ShouldFail<TimeoutException>();

        (await app.As(Tenant, "User").List<Author>()).Rows.ShouldBeEmpty();
        (await app.As(Tenant, "User").List<Member>()).Rows.ShouldBeEmpty();
        Keep(await app.StartBeside(Seeded("first", seed => seed.For(Tenant).Create(new Author { Name = "Ada" })), new LibraryFeature()));
        (await app.As(Tenant, "User").List<Author>()).Rows.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_seed_that_takes_the_id_of_another_record_fails_the_start()
    {
        var id = Guid.NewGuid();
        var app = await Start(Seeded("first", seed => seed.For(Tenant).Create(new Author { Name = "Ada" }, id)), new LibraryFeature());

        await app.StartBeside(Seeded("second", seed => seed.For(Tenant).Create(new Author { Name = "Eve" }, id)), new LibraryFeature())
            .ShouldConflict(currentVersion: 1);
    }

    [Theory]
    [InlineData("", IssueCodes.TooSmall)]
    [InlineData("a\0", IssueCodes.InvalidFormat)]
    public async Task What_a_seed_writes_is_checked_like_everything_else(string name, string code) =>
        await Start(Seeded("first", seed => seed.For(Tenant).Create(new Author { Name = name })), new LibraryFeature()).ShouldBeInvalid("name", code);

    [Fact]
    public async Task A_seed_can_read_what_it_wrote_and_bulk_create()
    {
        var app = await Start(Seeded("first", async seed =>
        {
            var tenant = seed.For(Tenant);
            await tenant.CreateMany(Enumerable.Range(0, 500).Select(i => new Author { Name = $"Author {i}", Born = i }).ToList());
            var last = await tenant.Query<Author>().OrderByDescending(a => a.Born).FirstOrDefault();
            var count = await tenant.Query<Author>().Count();
            await tenant.Update(last!, a => a.Note = $"the last of {count}");
        }), new LibraryFeature());

        (await app.As(Tenant, "User").List<Author>(new { sort = "born", sortDirection = "desc", limit = 1 })).Rows[0].Note
            .ShouldBe("the last of 500");
    }

    [Fact]
    public async Task Applications_that_start_together_on_an_empty_database_write_a_seed_once()
    {
        var database = await Start(new LibraryFeature());
        foreach (var entity in database.Registry.Entities)
        {
            await database.Store.DropTable(entity.Table, Cancellation);
        }

        var apps = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => database.StartBeside(Seeded("first", async seed =>
        {
            await seed.For(Tenant).Create(new Member { Email = "a@example.org" });
            await seed.For(Tenant).CreateMany(Enumerable.Range(0, 50).Select(i => new Book { Title = $"Book {i}", Isbn = $"{i}" }).ToList());
        }), new LibraryFeature()), Cancellation)));

        foreach (var app in apps)
        {
            var user = Keep(app).As(Tenant, "User");
            (await user.List<Member>()).Rows.ShouldHaveSingleItem();
            (await user.List<Book>(new { limit = 0, totalCount = true })).Total.ShouldBe(50);
        }

        (await database.CompareWithRebuild<Book>()).ShouldBeEmpty();
    }

    private static TestAppOptions Seeded(string name, Func<SeedContext, Task> write) => new() { Configure = o => o.AddSeed(name, write) };
}
