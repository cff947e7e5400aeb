using Kumiko.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Kumiko.AspNetCore.Tests.Applications;

public class StartTests(SharedPostgres postgres)
{
    private const string Secret = "the secret of the tests, long enough";

    [Fact]
    public async Task In_development_everybody_is_signed_in_with_the_roles_that_the_features_name()
    {
        await using var host = await ApplicationHost.Start(TestDatabase.Sqlite(), new ShelfFeature());

        var created = await host.Write("shelf:write:item:create", """{"title":"Lamp"}""");

        created.Status.ShouldBe(200, created.Body);
        created.Json.GetProperty("data").GetProperty("data").GetProperty("insertedById").GetString().ShouldBe("22222222-2222-4222-8222-222222222222");
        host.Services.GetRequiredService<IOptions<KumikoHttpOptions>>().Value.Development.DefaultRoles.ShouldBe(["Helper", "Keeper"]);
    }

    [Theory]
    [InlineData("Helper", "tag", 200)]
    [InlineData("Helper", "item", 403)]
    [InlineData("", "tag", 403)]
    [InlineData("Other,Keeper", "item", 200)]
    public async Task A_request_may_choose_other_roles(string roles, string entity, int status)
    {
        await using var host = await ApplicationHost.Start(TestDatabase.Sqlite(), new ShelfFeature());

        var answer = await host.Post(
            "/api/write", $$$"""{"type":"shelf:write:{{{entity}}}:create","payload":{"{{{(entity == "tag" ? "name" : "title")}}}":"x"}}""", ("X-Kumiko-Roles", roles));

        answer.Status.ShouldBe(status, answer.Body);
    }

    [Fact]
    public async Task Roles_in_the_configuration_take_the_place_of_the_features()
    {
        await using var database = TestDatabase.Sqlite();
        await using var host = await ApplicationHost.Start(
            "Development", new() { ["KUMIKO_DATABASE"] = database.Address, ["Kumiko:Development:Roles:0"] = "Helper" }, null, new ShelfFeature());

        (await host.Write("shelf:write:tag:create", """{"name":"x"}""")).Status.ShouldBe(200);
        (await host.Write("shelf:write:item:create", """{"title":"x"}""")).ShouldBeFailure(403, "access_denied");
    }

    [Theory]
    [InlineData("KUMIKO_DATABASE")]
    [InlineData("Kumiko:Database")]
    public async Task The_configuration_chooses_the_store(string key)
    {
        await using var file = TestDatabase.Sqlite();
        await using var schema = await TestDatabase.Postgres(await postgres.Server);

        await using var onFile = await ApplicationHost.Start("Development", new() { [key] = file.Address }, null, new ShelfFeature());
        await using var onServer = await ApplicationHost.Start("Development", new() { [key] = schema.Address }, null, new ShelfFeature());

        onFile.Store.Name.ShouldBe("sqlite");
        onServer.Store.Name.ShouldBe("postgres");
        foreach (var host in new[] { onFile, onServer })
        {
            (await host.Write("shelf:write:item:create", """{"title":"Lamp"}""")).Status.ShouldBe(200);
            (await host.Query("shelf:query:item:list", "{}")).Json.GetProperty("data").GetProperty("rows").GetArrayLength().ShouldBe(1);
        }
    }

    [Fact]
    public async Task The_environment_wins_over_the_settings_of_the_application()
    {
        await using var file = TestDatabase.Sqlite();
        await using var host = await ApplicationHost.Start(
            "Development", new() { ["KUMIKO_DATABASE"] = file.Address, ["Kumiko:Database"] = "Host=nowhere.invalid" }, null, new ShelfFeature());

        host.Store.Name.ShouldBe("sqlite");
    }

    [Theory]
    [InlineData("mysql://x")]
    [InlineData("app.db")]
    [InlineData("")]
    public async Task A_database_that_cannot_be_understood_is_refused_at_the_start(string address)
    {
        var failure = await Should.ThrowAsync<ArgumentException>(() => ApplicationHost.Start("Development", new() { ["KUMIKO_DATABASE"] = address }, null, new ShelfFeature()));

        failure.Message.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Production_does_not_start_without_a_schema_and_says_what_to_do()
    {
        await using var database = TestDatabase.Sqlite();

        var failure = await Should.ThrowAsync<SchemaMissingException>(() => Start(database, null));

        failure.Message.ShouldContain("KUMIKO_SCHEMA=create");
        failure.Message.ShouldContain("read_items");
        failure.Differences.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("create")]
    [InlineData("Create")]
    public async Task Production_creates_the_schema_when_it_is_told_to_and_starts_without_it_afterwards(string setting)
    {
        await using var database = await TestDatabase.Postgres(await postgres.Server);
        await using (var first = await Start(database, setting))
        {
            (await first.Get("/health/ready")).Status.ShouldBe(200);
        }

        await using var second = await Start(database, null);

        (await second.Get("/health/ready")).Status.ShouldBe(200);
        (await second.Write("shelf:write:item:create", """{"title":"Lamp"}""")).ShouldBeFailure(401, "missing_token");
    }

    [Fact]
    public async Task Development_with_the_schema_checked_does_not_change_the_database()
    {
        await using var database = TestDatabase.Sqlite();

        await Should.ThrowAsync<SchemaMissingException>(() => ApplicationHost.Start(
            "Development", new() { ["KUMIKO_DATABASE"] = database.Address, ["KUMIKO_SCHEMA"] = "check" }, null, new ShelfFeature()));
    }

    [Theory]
    [InlineData("yes")]
    [InlineData("7")]
    public async Task A_schema_setting_that_means_nothing_is_refused(string setting)
    {
        await using var database = TestDatabase.Sqlite();

        var failure = await Should.ThrowAsync<InvalidOperationException>(() => Start(database, setting));

        failure.Message.ShouldContain("'check' or 'create'");
    }

    [Fact]
    public async Task Production_does_not_start_without_a_secret_and_says_what_to_do()
    {
        await using var database = TestDatabase.Sqlite();

        var failure = await Should.ThrowAsync<OptionsValidationException>(() => ApplicationHost.Start(
            "Production", new() { ["KUMIKO_DATABASE"] = database.Address, ["KUMIKO_SCHEMA"] = "create" }, null, new ShelfFeature()));

        failure.Message.ShouldContain("JWT_SECRET");
    }

    [Fact]
    public async Task Production_does_not_start_without_a_master_key_where_something_is_sealed()
    {
        await using var database = TestDatabase.Sqlite();
        Dictionary<string, string?> settings = new() { ["KUMIKO_DATABASE"] = database.Address, ["KUMIKO_SCHEMA"] = "create", ["JWT_SECRET"] = Secret };

        (await Should.ThrowAsync<MasterKeyMissingException>(() => ApplicationHost.Start("Production", settings, null, new DiaryFeature()))).Message.ShouldContain("'diary'");

        settings["KUMIKO_MASTER_KEY"] = "secret";
        (await Should.ThrowAsync<FormatException>(() => ApplicationHost.Start("Production", settings, null, new DiaryFeature()))).Message.ShouldContain("openssl");
        settings["KUMIKO_MASTER_KEY"] = MasterKeys.Generate();
        await using var host = await ApplicationHost.Start("Production", settings, null, new DiaryFeature());
        (await host.Get("/health/ready")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Development_makes_a_master_key_beside_the_database_where_something_is_sealed()
    {
        await using var database = TestDatabase.Sqlite();
        var file = Path.ChangeExtension(database.Address["sqlite:".Length..], ".master-key");
        await using (await ApplicationHost.Start("Development", new() { ["KUMIKO_DATABASE"] = database.Address }, null, new ShelfFeature()))
        {
            File.Exists(file).ShouldBeFalse();
        }

        await using (await ApplicationHost.Start("Development", new() { ["KUMIKO_DATABASE"] = database.Address }, null, new DiaryFeature()))
        {
            MasterKeys.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).CurrentId.ShouldNotBeEmpty();
        }
    }

    [Fact]
    public async Task A_wrong_declaration_is_refused_before_the_database_is_touched()
    {
        var failure = await Should.ThrowAsync<InvalidDeclarationException>(() => ApplicationHost.Start(
            "Development", new() { ["KUMIKO_DATABASE"] = "Host=nowhere.invalid" }, null, new ShelfFeature(), new ShelfFeature()));

        failure.Message.ShouldContain("KUM1002");
    }

    [Fact]
    public async Task A_database_that_cannot_be_reached_stops_the_start()
    {
        await Should.ThrowAsync<StoreUnavailableException>(() => ApplicationHost.Start(
            "Development", new() { ["KUMIKO_DATABASE"] = "Host=/nowhere;Username=nobody" }, null, new ShelfFeature()));
    }

    [Fact]
    public async Task Readiness_shows_the_database()
    {
        await using var host = await ApplicationHost.Start(TestDatabase.Sqlite(), new ShelfFeature());

        var answer = await host.Get("/health/ready");

        answer.Status.ShouldBe(200, answer.Body);
        var check = answer.Json.GetProperty("checks").EnumerateArray().ShouldHaveSingleItem();
        check.GetProperty("name").GetString().ShouldBe("db");
        check.GetProperty("ok").GetBoolean().ShouldBeTrue();
    }

    [Theory]
    [InlineData("Ignored", 200)]
    [InlineData("Checked", 503)]
    public async Task A_consumer_that_has_failed_counts_for_readiness_where_the_options_ask_for_it(string consumers, int status)
    {
        await using var database = TestDatabase.Sqlite();
        await using var host = await ApplicationHost.Start(
            "Development", new() { ["KUMIKO_DATABASE"] = database.Address, ["Kumiko:Readiness:Consumers"] = consumers }, null, new ShelfFeature());
        var before = await host.Get("/health/ready");
        await host.Store.Consumers.Change(
            new ConsumerKey("shelf:projection:tag-uses"), new ConsumerChange { Status = ConsumerStatus.Failed }, TestContext.Current.CancellationToken);

        var answer = await host.Get("/health/ready");

        before.Status.ShouldBe(200, before.Body);
        answer.Status.ShouldBe(status, answer.Body);
        answer.Body.Contains("tag-uses").ShouldBe(status == 503);
    }

    private static Task<ApplicationHost> Start(TestDatabase database, string? schema) => ApplicationHost.Start(
        "Production", new() { ["KUMIKO_DATABASE"] = database.Address, ["KUMIKO_SCHEMA"] = schema, ["JWT_SECRET"] = Secret }, null, new ShelfFeature());
}
