using System.Text.Json;
using Kumiko.Testing;

namespace Kumiko.Tests.Apps.Relations;

/// <summary>What a record refers to is there when the reference is set, on every way in.</summary>
public abstract class ReferenceSpecification(DatabaseSource source) : AppSpecification(source)
{
    public static TheoryData<string, string> Places => new()
    {
        { "\"artistId\":{0}", "artistId" },
        { "\"guestIds\":[{1},{0}]", "guestIds.1" },
        { "\"sleeve\":{{\"designerId\":{0}}}", "sleeve.designerId" },
        { "\"songs\":[{{\"title\":\"a\"}},{{\"title\":\"b\",\"composerId\":{0}}}]", "songs.1.composerId" },
    };

    [Theory, MemberData(nameof(Places))]
    public async Task A_record_that_is_there_can_be_referred_to(string place, string path)
    {
        var user = await User();
        var (one, two) = (await NewArtist(user), await NewArtist(user));

        var created = await Create(user, Filled(place, one, two));
        await Change(user, created, Filled(place, two, one));

        path.ShouldNotBeEmpty();
    }

    [Theory, MemberData(nameof(Places))]
    public async Task A_record_that_is_not_there_is_refused_when_it_is_created_and_when_it_is_changed(string place, string path)
    {
        var user = await User();
        var (missing, artist) = (Guid.CreateVersion7(), await NewArtist(user));
        var created = await Create(user, "\"title\":\"x\"");

        var issue = await Create(user, Filled(place, missing, artist)).ShouldBeInvalid(path, IssueCodes.ReferenceNotFound);
        issue.Params!["entity"].ShouldBe("artist");
        issue.I18nKey.ShouldBe("errors.validation.reference_not_found");
        await Change(user, created, Filled(place, missing, artist)).ShouldBeInvalid(path, IssueCodes.ReferenceNotFound);
    }

    [Theory, MemberData(nameof(Places))]
    public async Task Another_tenants_record_is_as_good_as_none(string place, string path)
    {
        var user = await User();
        var (theirs, artist) = (await NewArtist(await User(OtherTenant)), await NewArtist(user));
        var created = await Create(user, "\"title\":\"x\"");

        await Create(user, Filled(place, theirs, artist)).ShouldBeInvalid(path, IssueCodes.ReferenceNotFound);
        await Change(user, created, Filled(place, theirs, artist)).ShouldBeInvalid(path, IssueCodes.ReferenceNotFound);
    }

    [Fact]
    public async Task A_deleted_record_and_an_archived_one_cannot_be_referred_to()
    {
        var user = await User();
        var (gone, archived, style) = (await NewArtist(user), await NewArtist(user), await user.Create(new Style { Name = "Blues" }));
        await user.Delete<Artist>(gone);
        await user.Write(new ArchiveArtist(archived));
        await user.Delete<Style>(style.Id);

        await Create(user, $"\"artistId\":\"{gone}\"").ShouldBeInvalid("artistId", IssueCodes.ReferenceNotFound);
        await Create(user, $"\"artistId\":\"{archived}\"").ShouldBeInvalid("artistId", IssueCodes.ReferenceNotFound);
        await Create(user, $"\"styleId\":\"{style.Id}\"").ShouldBeInvalid("styleId", IssueCodes.ReferenceNotFound);
        await user.Restore<Style>(style.Id);
        await Create(user, $"\"styleId\":\"{style.Id}\"");
    }

    [Fact]
    public async Task A_record_of_another_entity_is_none()
    {
        var user = await User();
        var style = await user.Create(new Style { Name = "Jazz" });

        await Create(user, $"\"artistId\":\"{style.Id}\"").ShouldBeInvalid("artistId", IssueCodes.ReferenceNotFound);
    }

    [Fact]
    public async Task Everyone_can_refer_to_the_systems_records()
    {
        var app = await Start(new StudioFeature());
        var shared = (await app.As(TenantId.System, "User").Create(new Artist { Name = "Traditional" })).Id;

        await Create(app.As(Tenant, "User"), $"\"artistId\":\"{shared}\"");
    }

    [Fact]
    public async Task All_missing_references_of_a_record_are_reported_together()
    {
        var user = await User();
        var failure = await Create(user,
            $"\"artistId\":\"{Guid.CreateVersion7()}\",\"styleId\":\"{Guid.CreateVersion7()}\",\"guestIds\":[\"{await NewArtist(user)}\",\"{Guid.CreateVersion7()}\"]")
            .ShouldFail<ValidationFailedException>();

        failure.Status.ShouldBe(400);
        failure.Issues.Select(i => i.Path).ShouldBe(["artistId", "styleId", "guestIds.1"], ignoreOrder: true);
    }

    [Fact]
    public async Task What_a_record_refers_to_already_may_be_gone()
    {
        var user = await User();
        var (gone, stays) = (await NewArtist(user), await NewArtist(user));
        var album = await Create(user, $"\"artistId\":\"{gone}\",\"guestIds\":[\"{gone}\"],\"songs\":[{{\"title\":\"a\",\"composerId\":\"{gone}\"}}]");
        await user.Delete<Artist>(gone);

        var changed = await Change(user, album,
            $"\"artistId\":\"{gone}\",\"guestIds\":[\"{stays}\",\"{gone}\"],\"songs\":[{{\"title\":\"b\",\"composerId\":\"{gone}\"}}]");
        await Change(user, changed, $"\"sleeve\":{{\"designerId\":\"{gone}\"}}").ShouldBeInvalid("sleeve.designerId", IssueCodes.ReferenceNotFound);
    }

    [Fact]
    public async Task A_batch_refers_to_what_it_creates_and_the_command_that_does_not_is_named()
    {
        var user = await User();
        var (artist, missing) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var create = ("studio:write:artist:create", $$"""{"id":"{{artist}}","name":"New"}""");

        var outcome = await user.Batch(null, create, Single(artist), Single(missing), Single(Guid.CreateVersion7()));
        outcome.FailedIndex.ShouldBe(2);
        outcome.Error.ShouldBeOfType<ValidationFailedException>().Issues.ShouldHaveSingleItem().Path.ShouldBe("artistId");
        (await user.Detail<Artist>(artist)).ShouldBeNull();

        (await user.Batch(null, create, Single(artist), Single(artist))).Error.ShouldBeNull();

        static (string, string) Single(Guid artist) => ("studio:write:single:create", $$"""{"title":"x","artistId":"{{artist}}"}""");
    }

    [Fact]
    public async Task A_command_refers_to_what_it_creates_and_may_delete_it_again()
    {
        var user = await User();

        var single = await user.Write<Single>(new Debut("Nina"));
        (await user.Detail<Artist>(single.ArtistId!.Value)).ShouldNotBeNull().Name.ShouldBe("Nina");
        (await user.Write<Single>(new Debut("Nobody", Regret: true))).ArtistId.ShouldBeNull();
    }

    [Fact]
    public async Task Of_many_records_the_one_that_refers_to_nothing_is_named()
    {
        var user = await User();
        var artist = await NewArtist(user);

        await user.Write(new PressMany([artist, Guid.CreateVersion7(), artist])).ShouldBeInvalid("1.artistId", IssueCodes.ReferenceNotFound);
        await user.Write(new PressMany([artist, artist]));
    }

    [Fact]
    public async Task A_handler_can_catch_the_refusal_where_it_writes_at_once()
    {
        var user = await User();

        (await user.Write<string>(new PressOrSkip(Guid.CreateVersion7()))).ShouldBe("Skipped");
        (await user.Write<string>(new PressOrSkip(await NewArtist(user)))).ShouldBe("Tried");
    }

    [Fact]
    public async Task A_record_may_refer_to_itself()
    {
        var user = await User();
        var id = Guid.CreateVersion7();

        await user.WriteNamed("studio:write:style:create", $$"""{"id":"{{id}}","name":"Root","parentId":"{{id}}"}""");

        (await user.Detail<Style>(id)).ShouldNotBeNull().ParentId.ShouldBe(id);
    }

    [Fact]
    public async Task A_repeated_request_gets_the_same_refusal()
    {
        var user = await User();
        var payload = $$"""{"title":"x","artistId":"{{Guid.CreateVersion7()}}"}""";

        for (var i = 0; i < 2; i++)
        {
            var failure = await user.WriteOnce($"press-{Tenant}", "studio:write:single:create", payload).ShouldFail<KumikoException>();
            (failure.Status, failure.Code).ShouldBe((400, "validation_error"));
        }
    }

    private async Task<TestUser> User(TenantId? tenant = null) => (await Shared<StudioFeature>()).As(tenant ?? Tenant, "User");

    private static async Task<Guid> NewArtist(TestUser user) => (await user.Create(new Artist { Name = "Somebody" })).Id;

    private static string Filled(string place, Guid first, Guid second) => string.Format(null, place, $"\"{first}\"", $"\"{second}\"");

    private static async Task<JsonElement> Create(TestUser user, string fields) =>
        await user.WriteNamed("studio:write:album:create", fields.Contains("\"title\":\"x\"", StringComparison.Ordinal) ? $"{{{fields}}}" : $"{{\"title\":\"x\",{fields}}}");

    private static Task<JsonElement> Change(TestUser user, JsonElement saved, string changes) => user.WriteNamed(
        "studio:write:album:update", $$"""{"id":"{{saved.Id()}}","version":{{saved.Member("data.version")}},"changes":{{{changes}}} }""");
}
