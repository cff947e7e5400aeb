using System.Text.Json;
using Kumiko.Storage;
using Kumiko.Testing;
using Kumiko.Tests.Dispatch;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kumiko.Tests.Apps.Relations;

/// <summary>Lists and details show what references lead to, as far as the caller may read it, with one question for each entity.</summary>
public abstract class LabelSpecification(DatabaseSource source) : AppSpecification(source)
{
    [Fact]
    public async Task Lists_and_details_show_labels_wherever_a_reference_stands()
    {
        var editor = await Editor();
        var (ada, ben) = (await Person("Ada", number: 7), await Person("Ben", number: 8, penName: "Quill"));
        var topic = (await editor.List<Topic>()).Rows.Single(t => t.Code == "news");
        var article = await editor.Create(new Article
        {
            Title = "a", AuthorId = ada.Id, GhostId = ben.Id, ReviewerIds = [ben.Id, ada.Id, ben.Id], TopicId = topic.Id, InformantId = ben.Id,
            Byline = new Byline { PhotographerId = ada.Id }, Sources = [new Source { PersonId = ben.Id }, new Source { PersonId = ben.Id }, new Source { PersonId = ada.Id }],
        });
        var expected = $$$"""
            {
              "authorId": { "{{{ada.Id}}}": { "name": "Ada" } },
              "ghostId": { "{{{ben.Id}}}": { "penName": "Quill" } },
              "reviewerIds": { "{{{ben.Id}}}": { "name": "Ben" }, "{{{ada.Id}}}": { "name": "Ada" } },
              "topicId": { "{{{topic.Id}}}": { "code": "news" } },
              "byline.photographerId": { "{{{ada.Id}}}": { "name": "Ada" } },
              "sources.personId": { "{{{ben.Id}}}": { "number": 8 }, "{{{ada.Id}}}": { "number": 7 } },
              "informantId": { "{{{ben.Id}}}": { "name": "Ben" } }
            }
            """;

        (await Detail(editor, article.Id)).GetProperty("_refs").ShouldBeJson(expected);
        (await editor.QueryNamed("press:query:article:list", "{}")).GetProperty("rows")[0].GetProperty("_refs").ShouldBeJson(expected);
    }

    [Fact]
    public async Task A_record_that_refers_to_nothing_has_no_labels()
    {
        var editor = await Editor();
        var article = await editor.Create(new Article { Title = "a" });

        (await Detail(editor, article.Id)).GetProperty("_refs").ShouldBeJson("{}");
    }

    [Fact]
    public async Task A_list_asks_once_for_each_entity_that_it_refers_to_and_not_at_all_without_labels()
    {
        var app = await Shared<PressFeature>();
        var editor = await Editor();
        var topic = (await editor.List<Topic>()).Rows[0];
        for (var i = 0; i < 30; i++)
        {
            var (person, other) = (await Person($"p {i}"), await Person($"q {i}", penName: "x"));
            await editor.Create(new Article { Title = $"{i}", AuthorId = person.Id, GhostId = other.Id, ReviewerIds = [person.Id, other.Id], TopicId = topic.Id });
            await editor.Create(new Errand { PersonId = person.Id });
        }

        var store = new ReadsCounted(app.Store);
        var dispatcher = new Dispatcher(app.Registry, store, app.Clock, new IdGenerator(app.Clock), NullLogger.Instance, Pipeline.Standard);

        var page = await Ask("press:query:article:list");
        page.GetProperty("rows").Items().Count(r => r.GetProperty("_refs").GetProperty("reviewerIds").EnumerateObject().Count() == 2).ShouldBe(30);
        store.Reads.ShouldBe(3);

        page = await Ask("press:query:errand:list");
        page.GetProperty("rows").Items().Any(r => r.TryGetProperty("_refs", out _)).ShouldBeFalse();
        store.Reads.ShouldBe(4);

        async Task<JsonElement> Ask(string query) => JsonAssertions.Json(System.Text.Encoding.UTF8.GetString((await dispatcher.Query(
            new HandlerCall(query, JsonAssertions.Json("""{"limit":50}""")), new Caller(editor.User, RequestInfo.New()), Cancellation)).Span));
    }

    [Fact]
    public async Task A_record_that_the_caller_may_not_read_has_no_label()
    {
        var (north, south) = (await Person("Nora", region: "north"), await Person("Susi", region: "south"));
        var article = await (await Editor()).Create(new Article { Title = "a", AuthorId = south.Id, ReviewerIds = [north.Id, south.Id] });

        var refs = (await Detail(await Author("north"), article.Id)).GetProperty("_refs");

        refs.ShouldBeJson($$$"""{ "reviewerIds": { "{{{north.Id}}}": { "name": "Nora" } } }""");
        (await Detail(await Author("nowhere"), article.Id)).GetProperty("_refs").ShouldBeJson("{}");
    }

    [Fact]
    public async Task A_field_that_the_caller_may_not_read_is_no_label()
    {
        var (own, theirs) = (await Person("Nora", penName: "N.", region: "north", userId: "nora"), await Person("Nils", penName: "M.", region: "north", userId: "nils"));
        var editor = await Editor();
        var (first, second) = (await editor.Create(new Article { Title = "a", GhostId = own.Id }), await editor.Create(new Article { Title = "b", GhostId = theirs.Id }));
        var nora = (await Author("north")).WithId("nora");

        (await Detail(nora, first.Id)).GetProperty("_refs").ShouldBeJson($$$"""{ "ghostId": { "{{{own.Id}}}": { "penName": "N." } } }""");
        (await Detail(nora, second.Id)).GetProperty("_refs").ShouldBeJson("{}");
        (await nora.QueryNamed("press:query:article:list", "{}")).GetRawText().ShouldNotContain("M.");
    }

    [Fact]
    public async Task A_reference_that_the_caller_may_not_read_is_not_given_away_by_its_label()
    {
        var nora = await Person("Nora", region: "north");
        var article = await (await Editor()).Create(new Article { Title = "a", InformantId = nora.Id });

        (await Detail(await Author("north"), article.Id)).GetRawText().ShouldNotContain(nora.Id.ToString());
    }

    [Fact]
    public async Task What_is_gone_has_no_label()
    {
        var editor = await Editor();
        var (deleted, removed) = (await Person("Ada"), await Person("Ben"));
        var article = await editor.Create(new Article { Title = "a", AuthorId = deleted.Id, ReviewerIds = [deleted.Id, removed.Id] });
        await editor.Delete<Person>(deleted.Id);
        await Remove(removed.Id);

        (await Detail(editor, article.Id)).GetProperty("_refs").ShouldBeJson("{}");

        await editor.Restore<Person>(deleted.Id);
        (await Detail(editor, article.Id)).GetProperty("_refs").GetProperty("authorId").GetProperty(deleted.Id.ToString()).Text("name").ShouldBe("Ada");
    }

    [Fact]
    public async Task Another_tenants_record_has_no_label_whatever_its_id()
    {
        var app = await Shared<PressFeature>();
        var ours = await Person("Ours");
        var article = await (await Editor()).Create(new Article { Title = "a", AuthorId = ours.Id });
        await Remove(ours.Id);
        await app.As(OtherTenant, "Editor").WriteNamed("press:write:person:create", $$"""{"id":"{{ours.Id}}","name":"Theirs"}""");

        (await Detail(await Editor(), article.Id)).GetProperty("_refs").ShouldBeJson("{}");
    }

    [Fact]
    public async Task A_record_of_the_past_shows_the_labels_of_today()
    {
        var editor = await Editor();
        var (ada, ben) = (await Person("Ada"), await Person("Ben"));
        var article = await editor.Create(new Article { Title = "a", AuthorId = ada.Id });
        await editor.Update(article, a => a.AuthorId = ben.Id);
        await editor.Update(ada, p => p.Name = "Ada Lovelace");

        var past = await editor.QueryNamed("press:query:article:detail", $$"""{"id":"{{article.Id}}","asOfVersion":1}""");

        past.GetProperty("_refs").ShouldBeJson($$$"""{ "authorId": { "{{{ada.Id}}}": { "name": "Ada Lovelace" } } }""");
    }

    private async Task<TestUser> Editor() => (await Shared<PressFeature>()).As(Tenant, "Editor");

    private async Task<TestUser> Author(string region) =>
        (await Shared<PressFeature>()).As(Tenant, "Author").WithClaims(c => c.With("press:region", region));

    private async Task<Person> Person(string name, int number = 0, string? penName = null, string? region = null, string? userId = null) =>
        await (await Editor()).Create(new Person { Name = name, Number = number, PenName = penName, Region = region, UserId = userId });

    /// <summary>Takes a row away, so that a reference leads to nothing.</summary>
    private async Task Remove(Guid person)
    {
        var app = await Shared<PressFeature>();
        await using var session = app.Store.NewSession();
        await session.Execute([new WriteOperation.DeleteRow(app.Registry.EntityOf<Person>().Table, Tenant, person)], Cancellation);
    }

    private static Task<JsonElement> Detail(TestUser user, Guid id) => user.QueryNamed("press:query:article:detail", $$"""{"id":"{{id}}"}""");

    private sealed class ReadsCounted(Store store) : ForwardingStore(store)
    {
        private int _reads;

        public int Reads => _reads;

        public override StoreSession NewSession() => new Session(this, base.NewSession());

        private sealed class Session(ReadsCounted counts, StoreSession session) : ForwardingSession(session)
        {
            public override Task<object?[]?> ReadRow(Table table, TenantScope scope, Guid id, CancellationToken cancellation = default)
            {
                counts._reads++;
                return base.ReadRow(table, scope, id, cancellation);
            }

            public override Task<IReadOnlyList<object?[]>> ReadRows(RowQuery query, CancellationToken cancellation = default)
            {
                counts._reads++;
                return base.ReadRows(query, cancellation);
            }

            public override Task<IReadOnlyList<object?[]>> ReadRows(
                Table table, IReadOnlyCollection<(TenantId Tenant, Guid Id)> keys, CancellationToken cancellation = default)
            {
                counts._reads++;
                return base.ReadRows(table, keys, cancellation);
            }
        }
    }
}
