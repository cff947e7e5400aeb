using Kumiko.Testing;

namespace Kumiko.Tests.Apps.Records;

/// <summary>What must be unique, and what becomes of a command that finds out that it is not.</summary>
public abstract class UniqueSpecification(DatabaseSource source) : LibraryTests(source)
{
    [Fact]
    public async Task A_second_record_with_the_same_values_is_refused_and_leaves_nothing_behind()
    {
        await Create("member", """{"email":"a@example.org"}""");
        var id = Guid.NewGuid();

        await Create("member", $$"""{"id":"{{id}}","email":"a@example.org"}""").ShouldBeTaken("email");

        await Query("member:history", $$"""{"id":"{{id}}"}""").ShouldBeNotFound();
        (await Shown("member", "email")).ShouldBe("a@example.org");
    }

    [Fact]
    public async Task An_update_to_values_that_are_taken_is_refused_and_changes_nothing()
    {
        await Create("member", """{"email":"a@example.org"}""");
        var other = await Create("member", """{"email":"b@example.org"}""");

        await Update("member", other.Id(), 1, """{"email":"a@example.org"}""").ShouldBeTaken("email");

        (await Detail("member", other.Id())).GetRawText().ShouldBe(other.GetRawText());
        (await History("member", other.Id())).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Several_fields_are_unique_together_and_null_equals_nothing()
    {
        await Create("member", """{"email":"1","branch":"north","number":7}""");
        await Create("member", """{"email":"2","branch":"south","number":7}""");
        await Create("member", """{"email":"3","branch":"north","number":null}""");
        await Create("member", """{"email":"4","branch":"north","number":null}""");

        await Create("member", """{"email":"5","branch":"north","number":7}""").ShouldBeTaken("branch", "number");
    }

    [Fact]
    public async Task Tenants_do_not_share_what_is_unique()
    {
        await Create("member", """{"email":"a@example.org"}""");

        (await Create("member", """{"email":"a@example.org"}""", OtherTenant)).Version().ShouldBe(1);
    }

    [Fact]
    public async Task A_deleted_record_keeps_its_values_unless_only_existing_ones_count()
    {
        await Delete("member", (await Create("member", """{"email":"a@example.org"}""")).Id());
        var book = await Create("book", """{"title":"first","isbn":"1"}""");
        await Delete("book", book.Id());

        await Create("member", """{"email":"a@example.org"}""").ShouldBeTaken("email");
        await Create("book", """{"title":"second","isbn":"1"}""");
        await Restore("book", book.Id()).ShouldBeTaken("isbn");
        (await Shown("book", "title")).ShouldBe("second");
    }

    [Fact]
    public async Task A_command_can_go_on_after_it_caught_the_violation()
    {
        await Create("book", """{"title":"old","isbn":"2"}""");

        var skipped = await Write("book:add-or-skip", """{"isbns":["1","2","3","1"]}""");

        skipped.ShouldBeJson("""["2","1"]""");
        (await Shown("book", "title")).ShouldBe("old Book 1 Book 3");
        foreach (var row in (await Query("book:list", "{}")).GetProperty("rows").Items())
        {
            (await History("book", row.Id())).Count.ShouldBe(1);
        }
    }

    [Fact]
    public async Task A_bulk_create_is_all_or_nothing()
    {
        await Write("book:add-many", """{"isbns":["1","2"]}""");

        await Write("book:add-many", """{"isbns":["3","4","2"]}""").ShouldBeTaken("isbn");
        await Write("book:add-many", """{"isbns":["5","5"]}""").ShouldBeTaken("isbn");

        (await Shown("book", "isbn")).ShouldBe("1 2");
    }

    [Fact]
    public async Task A_bulk_create_names_the_record_that_is_wrong()
    {
        await Write("book:add-many", $$"""{"isbns":["1","{{new string('9', 200)}}"]}""").ShouldBeInvalid("1.title", IssueCodes.TooBig);

        (await Shown("book", "isbn")).ShouldBe("");
    }

    [Fact]
    public async Task Values_can_move_from_one_record_to_another_in_one_batch()
    {
        var a = await Create("book", """{"title":"a","isbn":"1"}""");
        var b = await Create("book", """{"title":"b","isbn":"2"}""");

        var outcome = await (await User()).Batch(
            null,
            ("library:write:book:update", $$"""{"id":"{{a.Id()}}","version":1,"changes":{"copies":5} }"""),
            ("library:write:book:update", $$"""{"id":"{{b.Id()}}","version":1,"changes":{"isbn":"3"} }"""),
            ("library:write:book:update", $$"""{"id":"{{a.Id()}}","version":2,"changes":{"isbn":"2"} }"""),
            ("library:write:book:create", """{"title":"c","isbn":"1"}"""));

        outcome.Error.ShouldBeNull();
        (await Shown("book", "isbn")).ShouldBe("2 3 1");
    }

    [Fact]
    public async Task Values_of_a_record_that_is_deleted_in_the_batch_are_free_in_it()
    {
        var a = await Create("book", """{"title":"a","isbn":"1"}""");

        var outcome = await (await User()).Batch(
            null,
            ("library:write:book:delete", $$"""{"id":"{{a.Id()}}"}"""),
            ("library:write:book:create", """{"title":"b","isbn":"1"}"""));

        outcome.Error.ShouldBeNull();
        (await Shown("book", "title")).ShouldBe("b");
    }

    [Fact]
    public async Task Indexes_are_what_was_declared_and_lead_with_the_tenant()
    {
        var registry = (await App()).Registry;

        Indexes("author").ShouldBe(["read_authors_born_name_idx (tenant_id, born, name)"]);
        Indexes("book").ShouldBe(["read_books_author_id_idx (tenant_id, author_id)",
            "read_books_isbn_unique (tenant_id, isbn) unique where not is_deleted"]);
        Indexes("member").ShouldBe(
            ["read_members_email_unique (tenant_id, email) unique", "read_members_branch_number_unique (tenant_id, branch, number) unique"]);
        (await (await App()).Store.CompareSchema([.. registry.Entities.Select(e => e.Table)], Cancellation)).ShouldBeEmpty();

        IEnumerable<string> Indexes(string entity) => registry.FindEntity(entity)!.Table.Indexes.Select(i =>
            $"{i.Name} ({string.Join(", ", i.Columns.Select(c => c.Name))})" + (i.IsUnique ? " unique" : "")
            + (i.OnlyWhereFalse is { } column ? $" where not {column.Name}" : ""));
    }
}
