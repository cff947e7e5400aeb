using Kumiko.Testing;
using Kumiko.Tests.Apps;
using Before = Kumiko.Tests.Privacy.FirstRelease;
using Now = Kumiko.Tests.Privacy.SecondRelease;

namespace Kumiko.Tests.Privacy;

/// <summary>What was stored by the release before can be read, and is sealed from its next write on.</summary>
public abstract class ReleaseSpecification(DatabaseSource source) : AppSpecification(source)
{
    [Fact]
    public async Task A_field_can_be_annotated_later()
    {
        var app = await Start(new Before.FriendsFeature());
        var old = await app.As("Clerk").Create(new Before.Friend { Email = "ada@example.org", Town = "London" });
        var next = Keep(await app.StartBeside(new Now.FriendsFeature()));
        var clerk = next.As("Clerk");

        (await clerk.Detail<Now.Friend>(old.Id))!.Email.ShouldBe("ada@example.org");
        var byEmail = new { filter = new { field = "email", op = "eq", value = "ada@example.org" } };
        (await clerk.List<Now.Friend>(byEmail)).Rows.Single().Id.ShouldBe(old.Id);
        (await next.CompareWithRebuild<Now.Friend>()).ShouldBeEmpty();

        var changed = await clerk.Update((await clerk.Detail<Now.Friend>(old.Id))!, f => (f.Email, f.Age) = ("ada@example.com", 36));
        changed.Email.ShouldBe("ada@example.com");
        (await clerk.History<Now.Friend>(old.Id))[0].GetProperty("changes")[0].GetProperty("from").GetString().ShouldBe("ada@example.org");
        (await next.CompareWithRebuild<Now.Friend>()).ShouldBeEmpty();
        await clerk.Write(new ForgetAnyone(old.Id.ToString()));
        (await clerk.Detail<Now.Friend>(old.Id))!.Email.ShouldBe(SealedValue.Erased);
        (await clerk.List<Now.Friend>(byEmail)).Rows.ShouldBeEmpty();
        (await next.CompareWithRebuild<Now.Friend>()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_sealed_event_can_change_its_shape()
    {
        var app = await Start(new Before.FriendsFeature());
        var id = Guid.CreateVersion7();
        await app.As("Clerk").Write(new Meet(id, "Ada Lovelace"));
        var clerk = Keep(await app.StartBeside(new Now.FriendsFeature())).As("Clerk");

        (await clerk.Query<List<Now.Met>>(new MeetingsOf(id))).ShouldBe([new Now.Met("Ada", "Lovelace")]);

        await clerk.Write(new ForgetAnyone(id.ToString()));
        (await clerk.Query<List<Now.Met>>(new MeetingsOf(id))).ShouldBe([new Now.Met(SealedValue.Erased, "")]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("nobody:AAAA")]
    [InlineData("ID:AAAA")]
    [InlineData("ID:no base64!")]
    public async Task A_migration_leaves_a_text_as_it_is_that_only_looks_sealed(string rest)
    {
        var app = await Start(new Before.FriendsFeature());
        var id = Guid.CreateVersion7();
        var place = SealedValue.Prefix + rest.Replace("ID", id.ToString(), StringComparison.Ordinal);
        await app.As("Clerk").Write(new Meet(id, "Ada Lovelace", place));
        var clerk = Keep(await app.StartBeside(new Now.FriendsFeature())).As("Clerk");

        (await clerk.Query<List<Now.Met>>(new MeetingsOf(id))).ShouldBe([new Now.Met("Ada", "Lovelace", place)]);
    }

    [Fact]
    public async Task Without_the_annotation_what_was_sealed_stays_sealed()
    {
        var app = await Start(new Now.FriendsFeature());
        var friend = await app.As("Clerk").Create(new Now.Friend { Email = "ada@example.org" });
        var before = Keep(await app.StartBeside(new Before.FriendsFeature()));

        (await before.As("Clerk").Detail<Before.Friend>(friend.Id))!.Email.ShouldStartWith(SealedValue.Prefix);
    }
}
