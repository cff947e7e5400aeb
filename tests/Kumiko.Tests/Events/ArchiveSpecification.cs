using Kumiko.Tests.Apps;

namespace Kumiko.Tests.Events;

/// <summary>Archived streams: read-only, empty for those who load them, and back as they were when they are restored.</summary>
public abstract class ArchiveSpecification(DatabaseSource source) : LabTests(source)
{
    private static readonly LoadOptions WithArchived = new() { IncludeArchived = true };

    private readonly Guid _id = Guid.CreateVersion7();

    [Fact]
    public async Task An_archived_record_is_found_by_nobody()
    {
        await StartLab();
        var parcel = await Archived("p-1");

        await See(async ctx =>
        {
            (await ctx.Find<Parcel>(parcel.Id)).ShouldBeNull();
            (await ctx.Query<Parcel>().ToList()).ShouldBeEmpty();
            (await ctx.Load<Parcel>(parcel.Id)).ShouldBeNull();
            (await ctx.Load<Parcel>(parcel.Id, AsOf.Version(new StreamVersion(1)))).ShouldBeNull();
            (await ctx.LoadEvents(parcel.Id)).ShouldBeEmpty();
            (await ctx.LoadEvents(parcel.Id, AsOf.Version(new StreamVersion(1)))).ShouldBeEmpty();
            (await ctx.StreamEvents(parcel.Id).ToListAsync(Cancellation)).ShouldBeEmpty();
            (await ctx.IsStreamArchived(parcel.Id)).ShouldBeTrue();
        });
        (await User.Detail<Parcel>(parcel.Id)).ShouldBeNull();
        await User.History<Parcel>(parcel.Id).ShouldBeNotFound();
        (await User.QueryNamed("lab:query:parcel:detail", $$"""{"id":"{{parcel.Id}}","asOfVersion":1}""")).ShouldBeJson("null");
    }

    [Fact]
    public async Task Who_asks_for_archived_records_sees_them()
    {
        await StartLab();
        var parcel = await Archived("p-1");

        await See(async ctx =>
        {
            (await ctx.Load<Parcel>(parcel.Id, WithArchived)).ShouldNotBeNull().Code.ShouldBe("p-1");
            (await ctx.LoadEvents(parcel.Id, WithArchived)).Select(e => e.Type).ShouldBe(["parcel.created", SystemEvents.Archived]);
            (await ctx.StreamEvents(parcel.Id, WithArchived).CountAsync(Cancellation)).ShouldBe(2);
            (await ctx.Load<Parcel>(parcel.Id, WithArchived with { AsOf = AsOf.Version(new StreamVersion(1)) })).ShouldNotBeNull();
        });
        (await User.QueryNamed("lab:query:parcel:detail", $$"""{"id":"{{parcel.Id}}","includeArchived":true}""")).Text("code").ShouldBe("p-1");
        var history = await User.QueryNamed("lab:query:parcel:history", $$"""{"id":"{{parcel.Id}}","includeArchived":true}""");
        history.GetProperty("rows").Items()[0].Member("data.reason").GetString().ShouldBe("lost");
    }

    [Fact]
    public async Task Every_write_to_an_archived_record_is_refused_as_such()
    {
        await StartLab();
        var before = await Parcel("p-1");
        await Do(async ctx => await ctx.ArchiveStream(await ctx.Get<Parcel>(before.Id), "lost"));
        var id = before.Id;

        await ShouldBeArchived(id, User.WriteNamed("lab:write:parcel:update", $$"""{"id":"{{id}}","version":1,"changes":{"shelf":"x"} }"""));
        await ShouldBeArchived(id, User.WriteNamed("lab:write:parcel:delete", $$"""{"id":"{{id}}"}"""));
        await ShouldBeArchived(id, User.WriteNamed("lab:write:parcel:restore", $$"""{"id":"{{id}}"}"""));
        await ShouldBeArchived(id, User.WriteNamed("lab:write:parcel:create", $$"""{"id":"{{id}}","code":"p-1"}"""));
        await ShouldBeArchived(id, Do(ctx => ctx.Append(before, new Weighed(1))));
        await ShouldBeArchived(id, Do(ctx => ctx.TryAppend(before, new Weighed(1))));
        await ShouldBeArchived(id, Do(ctx => ctx.ArchiveStream(before, "again")));
        await Do(ctx => ctx.Get<Parcel>(id)).ShouldBeNotFound();
        await Do(ctx => ctx.Update<Parcel>(Guid.CreateVersion7(), _ => { })).ShouldBeNotFound();
    }

    [Fact]
    public async Task A_write_that_meets_the_archiving_of_somebody_else_is_refused_as_such()
    {
        await StartLab();
        var parcel = await Parcel("p-1");

        await ShouldBeArchived(parcel.Id, Do(async ctx =>
        {
            var seen = await ctx.Get<Parcel>(parcel.Id);
            await Do(async other => await other.ArchiveStream(await other.Get<Parcel>(parcel.Id), "lost"));
            await ctx.Append(seen, new Weighed(1));
        }));
    }

    [Fact]
    public async Task A_restored_record_is_as_it_was_and_its_version_counts_on()
    {
        await StartLab();
        var parcel = await Parcel("p-1");
        parcel = await User.Update(parcel, p => p.Shelf = "7");
        await Do(async ctx =>
        {
            var seen = await ctx.Get<Parcel>(parcel.Id);
            await ctx.Append(seen, new Weighed(5));
            await ctx.ArchiveStream(seen, "lost");
        });

        await Do(ctx => ctx.RestoreStream<Parcel>(parcel.Id));

        var restored = (await User.Detail<Parcel>(parcel.Id)).ShouldNotBeNull();
        (restored.Code, restored.Shelf, restored.Version.Value).ShouldBe(("p-1", "7", 5));
        (restored.ModifiedAt, restored.ModifiedById, restored.InsertedAt).ShouldBe((parcel.ModifiedAt, parcel.ModifiedById, parcel.InsertedAt));
        (await User.Update(restored, p => p.Shelf = "8")).Version.Value.ShouldBe(6);
        (await App.CompareAllWithRebuilds()).ShouldBeEmpty();
        var failure = await Do(ctx => ctx.RestoreStream<Parcel>(parcel.Id)).ShouldFail<UnprocessableException>();
        failure.Reason.ShouldBe("not_archived");
        await Do(ctx => ctx.RestoreStream<Parcel>(Guid.CreateVersion7())).ShouldBeNotFound();
    }

    [Fact]
    public async Task Archiving_and_restoring_can_happen_in_one_command()
    {
        await StartLab();
        var parcel = await Parcel("p-1");

        await Do(async ctx =>
        {
            await ctx.ArchiveStream(await ctx.Get<Parcel>(parcel.Id), "by mistake");
            (await ctx.Find<Parcel>(parcel.Id)).ShouldBeNull();
            await ShouldBeArchived(parcel.Id, ctx.Update<Parcel>(parcel.Id, p => p.Shelf = "1"));
            await ctx.Update(await ctx.RestoreStream<Parcel>(parcel.Id), p => p.Shelf = "2");
            await ctx.Append("scale", _id, new Weighed(1));
            await ctx.ArchiveStream("scale", _id, "by mistake");
            await ShouldBeArchived(_id, ctx.Append("scale", _id, new Weighed(2)));
            await ctx.RestoreStream("scale", _id);
            await ctx.Append("scale", _id, new Weighed(3));
        });

        (await User.Detail<Parcel>(parcel.Id)).ShouldNotBeNull().Shelf.ShouldBe("2");
        await See(async ctx => (await ctx.LoadEvents(_id)).Count.ShouldBe(4));
        (await App.CompareAllWithRebuilds()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_free_stream_can_be_archived_and_restored()
    {
        await StartLab();
        await Do(ctx => ctx.Append("scale", _id, new Weighed(1)));
        await Do(ctx => ctx.ArchiveStream("scale", _id, "old"));

        await ShouldBeArchived(_id, Do(ctx => ctx.Append("scale", _id, new Weighed(2))));
        await ShouldBeArchived(_id, Do(ctx => ctx.Append("scale", _id, new Weighed(2), new StreamVersion(1))));
        await ShouldBeArchived(_id, Do(ctx => ctx.Append("scale", _id, new Weighed(2), new StreamVersion(2))));
        await ShouldBeArchived(_id, Do(ctx => ctx.ArchiveStream("scale", _id, "again")));
        await Do(ctx => ctx.ArchiveStream("meter", _id, "wrong type")).ShouldBeNotFound();
        await Do(ctx => ctx.ArchiveStream("parcel", _id, "an entity")).ShouldFail<InternalErrorException>();
        await Do(ctx => ctx.ArchiveStream("scale", _id, " ")).ShouldFail<InternalErrorException>();
        await Do(ctx => ctx.ArchiveStream("scale", Guid.CreateVersion7(), "nothing")).ShouldBeNotFound();

        await Do(ctx => ctx.RestoreStream("scale", _id));
        await Do(async ctx => (await ctx.Append("scale", _id, new Weighed(2))).Value.ShouldBe(4));
        (await Do(ctx => ctx.RestoreStream("scale", _id)).ShouldFail<UnprocessableException>()).Reason.ShouldBe("not_archived");
    }

    [Fact]
    public async Task An_archived_record_leaves_its_unique_values_to_others()
    {
        await StartLab();
        var parcel = await Archived("p-1");
        var heir = await Parcel("p-1");

        await Do(ctx => ctx.RestoreStream<Parcel>(parcel.Id)).ShouldBeTaken("code");
        await User.Delete<Parcel>(heir.Id);
        await Do(ctx => ctx.RestoreStream<Parcel>(parcel.Id));
        (await App.CompareAllWithRebuilds()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Other_tenants_neither_see_nor_share_the_archive()
    {
        await StartLab();
        var other = App.As(OtherTenant, "User");
        await Do(ctx => ctx.Append("scale", _id, new Weighed(1)));
        await other.Write(Lab.Work(ctx => ctx.Append("scale", _id, new Weighed(1))));
        await Do(ctx => ctx.ArchiveStream("scale", _id, "old"));

        await other.Write(Lab.Work(async ctx => (await ctx.Append("scale", _id, new Weighed(2))).Value.ShouldBe(2)));
        await other.Query<object?>(Lab.Look(async ctx => (await ctx.IsStreamArchived(_id)).ShouldBeFalse()));
    }

    private async Task<Parcel> Archived(string code)
    {
        var parcel = await Parcel(code);
        await Do(async ctx => await ctx.ArchiveStream(await ctx.Get<Parcel>(parcel.Id), "lost"));
        return parcel;
    }

    private static async Task ShouldBeArchived(Guid id, Task write)
    {
        var failure = await write.ShouldFail<KumikoException>();
        (failure.Code, failure.Status).ShouldBe(("stream_archived", 409));
        failure.Details!["entityId"].ShouldBe(id.ToString());
    }
}
