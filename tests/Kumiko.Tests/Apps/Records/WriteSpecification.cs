namespace Kumiko.Tests.Apps.Records;

/// <summary>Create, update, delete, restore.</summary>
public abstract class WriteSpecification(DatabaseSource source) : LibraryTests(source)
{
    [Fact]
    public async Task Create_answers_with_the_record_and_its_event()
    {
        var saved = await Write("author:create", """{"name":"Ada","born":1815}""");

        saved.Text("kind").ShouldBe("save");
        saved.GetProperty("isNew").GetBoolean().ShouldBeTrue();
        saved.Text("entityName").ShouldBe("author");
        saved.Text("data.name").ShouldBe("Ada");
        saved.Text("data.tenantId").ShouldBe(Tenant.ToString());
        saved.Text("data.insertedById").ShouldBe("user-librarian");
        saved.GetProperty("data").GetProperty("modifiedAt").ShouldBeJson("null");
        saved.Member("data.version").GetInt64().ShouldBe(1);
        saved.Member("data").TryGetProperty("isDeleted", out _).ShouldBeFalse();
        saved.Text("event.type").ShouldBe("author.created");
        saved.Text("event.id").ShouldBe($"{saved.Id()}:1");
        saved.GetProperty("previous").ShouldBeJson("{}");
    }

    [Fact]
    public async Task A_client_can_choose_the_id_but_not_one_that_is_taken()
    {
        var id = Guid.NewGuid();

        (await Create("author", $$"""{"id":"{{id}}","name":"Ada"}""")).Id().ShouldBe(id);

        await Create("author", $$"""{"id":"{{id}}","name":"Eve"}""").ShouldConflict(currentVersion: 1);
        (await Detail("author", id)).Text("name").ShouldBe("Ada");
        await Create("author", """{"id":"7","name":"Eve"}""").ShouldBeInvalid("id", IssueCodes.InvalidFormat);
    }

    [Fact]
    public async Task The_id_of_a_deleted_record_stays_taken()
    {
        var id = (await Create("author", """{"name":"Ada"}""")).Id();
        await Delete("author", id);

        await Create("author", $$"""{"id":"{{id}}","name":"Eve"}""").ShouldConflict(currentVersion: 2);
    }

    [Fact]
    public async Task Members_that_the_entity_does_not_have_are_refused()
    {
        var issue = await Create("author", """{"name":"Ada","nmae":"Eve","version":3}""").ShouldBeInvalid("(root)", IssueCodes.UnrecognizedKeys);
        issue.Params!["keys"].ShouldBe(new List<string> { "nmae", "version" });

        var author = await Create("author", """{"name":"Ada"}""");
        await Update("author", author.Id(), 1, """{"label":"x"}""").ShouldBeInvalid("(root)", IssueCodes.UnrecognizedKeys);
        await Write("author:delete", $$"""{"id":"{{author.Id()}}","force":true}""").ShouldBeInvalid("(root)", IssueCodes.UnrecognizedKeys);
    }

    [Fact]
    public async Task Update_stores_and_tells_only_what_changed()
    {
        var author = await Create("author", """{"name":"Ada","born":1815,"note":"x"}""");

        var saved = await Update("author", author.Id(), 1, """{"name":"Ada","born":null,"note":"y"}""");

        saved.GetProperty("isNew").GetBoolean().ShouldBeFalse();
        saved.GetProperty("changes").ShouldBeJson("""{"born":null,"note":"y"}""");
        saved.GetProperty("previous").ShouldBeJson("""{"born":1815,"note":"x"}""");
        saved.Member("event.payload").ShouldBeJson("""{"changes":{"born":null,"note":"y"},"previous":{"born":1815,"note":"x"}}""");
        saved.Member("data.version").GetInt64().ShouldBe(2);
        saved.Text("data.modifiedById").ShouldBe("user-librarian");
        (await Detail("author", author.Id())).GetRawText().ShouldBe(saved.GetProperty("data").GetRawText());
    }

    [Fact]
    public async Task An_update_that_changes_nothing_appends_nothing()
    {
        var author = await Create("author", """{"name":"Ada","born":1815}""");

        var saved = await Update("author", author.Id(), 1, """{"born":1815.0,"name":"Ada","note":null}""");

        saved.GetProperty("changes").ShouldBeJson("{}");
        saved.TryGetProperty("event", out _).ShouldBeFalse();
        saved.GetProperty("data").GetRawText().ShouldBe(author.GetRawText());
        (await History("author", author.Id())).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("\"version\":1,")]
    [InlineData("\"version\":3,")]
    [InlineData("\"version\":0,")]
    [InlineData("\"version\":null,")]
    [InlineData("")]
    public async Task An_update_at_another_version_is_a_conflict(string version)
    {
        var author = await Create("author", """{"name":"Ada"}""");
        await Update("author", author.Id(), 1, """{"name":"Eve"}""");

        await Write("author:update", $$"""{"id":"{{author.Id()}}",{{version}}"changes":{"name":"Bob"} }""").ShouldConflict(currentVersion: 2);

        (await Detail("author", author.Id())).Text("name").ShouldBe("Eve");
    }

    [Fact]
    public async Task A_delete_may_name_the_version_that_it_means()
    {
        var author = await Create("author", """{"name":"Ada"}""");
        await Update("author", author.Id(), 1, """{"name":"Eve"}""");

        await Write("author:delete", $$"""{"id":"{{author.Id()}}","version":1}""").ShouldConflict(currentVersion: 2);
        (await Write("author:delete", $$"""{"id":"{{author.Id()}}","version":2}""")).Text("event.type").ShouldBe("author.deleted");
    }

    [Fact]
    public async Task A_deleted_record_is_gone()
    {
        var author = await Create("author", """{"name":"Ada"}""");

        var deleted = await Delete("author", author.Id());

        deleted.Text("kind").ShouldBe("delete");
        deleted.Text("data.name").ShouldBe("Ada");
        deleted.Member("data.version").GetInt64().ShouldBe(2);
        (await Detail("author", author.Id())).ShouldBeJson("null");
        (await Shown("author", "name")).ShouldBe("");
        await Delete("author", author.Id()).ShouldBeNotFound();
        await Update("author", author.Id(), 2, """{"name":"Eve"}""").ShouldBeNotFound();
    }

    [Fact]
    public async Task A_softly_deleted_record_is_seen_by_those_who_ask_for_it()
    {
        var book = await Create("book", """{"title":"Emma"}""");
        book.GetProperty("isDeleted").GetBoolean().ShouldBeFalse();

        var deleted = (await Delete("book", book.Id())).GetProperty("data");

        deleted.GetProperty("isDeleted").GetBoolean().ShouldBeTrue();
        deleted.Text("deletedById").ShouldBe("user-librarian");
        (await Detail("book", book.Id())).ShouldBeJson("null");
        (await Shown("book", "title")).ShouldBe("");
        (await Detail("book", book.Id(), ",\"includeDeleted\":true")).GetRawText().ShouldBe(deleted.GetRawText());
        (await Shown("book", "title", """{"includeDeleted":true}""")).ShouldBe("Emma");
        await Delete("book", book.Id()).ShouldBeNotFound();
        await Update("book", book.Id(), 2, """{"title":"x"}""").ShouldBeNotFound();
    }

    [Fact]
    public async Task Restore_brings_a_record_back_as_it_was()
    {
        var book = await Create("book", """{"title":"Emma","copies":3}""");
        await Delete("book", book.Id());

        var restored = await Restore("book", book.Id());

        restored.Text("kind").ShouldBe("save");
        restored.Member("data.copies").GetInt32().ShouldBe(3);
        restored.Member("data.version").GetInt64().ShouldBe(3);
        restored.Member("data.isDeleted").GetBoolean().ShouldBeFalse();
        restored.Member("data.deletedAt").ShouldBeJson("null");
        (await Detail("book", book.Id())).GetRawText().ShouldBe(restored.GetProperty("data").GetRawText());
        (await Update("book", book.Id(), 3, """{"copies":4}""")).Member("data.version").GetInt64().ShouldBe(4);
    }

    [Fact]
    public async Task Only_what_is_deleted_can_be_restored()
    {
        var book = await Create("book", """{"title":"Emma"}""");

        (await Restore("book", book.Id()).ShouldFail<UnprocessableException>()).Reason.ShouldBe("not_deleted");
        await Restore("book", Unknown).ShouldBeNotFound();
    }

    [Fact]
    public async Task Without_soft_delete_there_is_nothing_to_restore_with() =>
        (await Restore("author", Unknown).ShouldFail<NotFoundException>()).Reason.ShouldBe("handler_not_found");

    [Fact]
    public async Task A_domain_event_moves_the_records_version_as_a_change_does()
    {
        var book = await Create("book", """{"title":"Emma","copies":3}""");

        await Write("book:lend", $$"""{"id":"{{book.Id()}}","to":"Bob"}""");

        var lent = await Detail("book", book.Id());
        lent.Version().ShouldBe(3);
        lent.GetProperty("copies").GetInt32().ShouldBe(2);
        await Update("book", book.Id(), 2, """{"copies":9}""").ShouldConflict(currentVersion: 3);
        (await Update("book", book.Id(), 3, """{"copies":9}""")).Member("data.version").GetInt64().ShouldBe(4);
    }

    [Fact]
    public async Task Commands_need_an_id_and_changes()
    {
        await Write("author:update", "{}").ShouldFail<ValidationFailedException>()
            .ContinueWith(f => f.Result.Issues.Select(i => i.Path).ShouldBe(["id", "changes"]), Cancellation);
        await Write("author:delete", "{}").ShouldBeInvalid("id", IssueCodes.InvalidType);
        await Write("author:delete", "[]").ShouldFail<ValidationFailedException>();
        await Write("author:create", "7").ShouldFail<ValidationFailedException>();
    }
}
