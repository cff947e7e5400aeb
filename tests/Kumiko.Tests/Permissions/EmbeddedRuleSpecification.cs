using System.Text.Json;
using Kumiko.Testing;
using Kumiko.Tests.Apps;

namespace Kumiko.Tests.Permissions;

/// <summary>Fields inside of objects and of items of lists keep to conditions over the whole record, on every way out and in.</summary>
public abstract class EmbeddedRuleSpecification(DatabaseSource source) : AppSpecification(source)
{
    [Fact]
    public async Task A_field_inside_leaves_only_with_the_records_that_its_condition_holds_for()
    {
        var (own, other) = (await Sew("own", "tina"), await Sew("other", "tom"));
        var tina = await Tailor("tina");
        await (await Master()).WriteNamed("atelier:write:garment:update", Changes(own, """{"measures":{"height":180,"waist":71,"remark":"hush"} }"""));

        foreach (var (way, json) in await Ways(tina, own))
        {
            json.ShouldContain("\"waist\":71", Case.Sensitive, way);
            json.ShouldContain("\"cost\":5", Case.Sensitive, way);
            json.ShouldNotContain("hush", Case.Sensitive, way);
        }

        foreach (var (way, json) in await Ways(tina, other))
        {
            json.ShouldContain("\"height\":180", Case.Sensitive, way);
            json.ShouldContain("hem", Case.Sensitive, way);
            json.ShouldNotContain("waist", Case.Sensitive, way);
            json.ShouldNotContain("cost", Case.Sensitive, way);
        }

        (await (await Master()).QueryNamed("atelier:query:garment:list", "{}")).GetRawText().ShouldContain("hush");
    }

    [Fact]
    public async Task What_is_derived_from_a_field_inside_is_hidden_with_it()
    {
        var (own, other) = (await Sew("own", "tina"), await Sew("other", "tom"));
        await (await Master()).WriteNamed("atelier:write:garment:update", Changes(own, """{"measures":{"height":180,"waist":70} }"""));

        (await Detail(await Master(), own.Id)).GetProperty("length").GetInt32().ShouldBe(70);
        (await Detail(await Tailor("tom"), other.Id)).TryGetProperty("length", out _).ShouldBeFalse("the remark inside is hidden from tailors");
    }

    [Fact]
    public async Task An_object_that_left_its_record_shows_nothing_that_depends_on_it()
    {
        var own = await Sew("own", "tina");

        var parts = (await (await Tailor("tina")).QueryNamed("atelier:query:garment:parts", $$"""{"id":"{{own.Id}}"}""")).GetRawText();

        parts.ShouldBe("""{"measures":{"height":180},"stitches":[{"kind":"hem"}]}""");
        (await (await Master()).QueryNamed("atelier:query:garment:parts", $$"""{"id":"{{own.Id}}"}""")).GetRawText().ShouldContain("\"waist\":70");
    }

    [Fact]
    public async Task A_field_inside_is_set_by_those_whom_its_condition_names()
    {
        var (own, other) = (await Sew("own", "tina"), await Sew("other", "tom"));
        var tina = await Tailor("tina");

        await tina.WriteNamed("atelier:write:garment:update", Changes(own, """{"measures":{"height":181,"waist":72},"stitches":[{"kind":"hem","cost":6}]}"""));
        var changed = (await Detail(await Master(), own.Id)).GetProperty("measures");
        (changed.GetProperty("waist").GetInt32(), changed.GetProperty("remark").GetString()).ShouldBe((72, "hush"), "what tailors may not set stays");

        await Refused("measures.waist", () => tina.WriteNamed("atelier:write:garment:update", Changes(other, """{"measures":{"height":181,"waist":72} }""")));
        await Refused("stitches.cost", () => tina.WriteNamed("atelier:write:garment:update", Changes(other, """{"stitches":[{"kind":"hem","cost":6}]}""")));
        await Refused("measures.waist", () => tina.Write(new SetWaist(other.Id, 72)));
        (await tina.Batch(null, ("atelier:write:garment:update", Changes(other, """{"measures":{"height":181,"waist":72} }""")))).Error!.Reason.ShouldBe("ownership_denied");
        (await (await Master()).History<Garment>(other.Id)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_was_not_sent_because_it_may_not_be_set_stays()
    {
        var other = await Sew("other", "tom");

        await (await Tailor("tina")).WriteNamed("atelier:write:garment:update", Changes(other, """{"measures":{"height":190} }"""));

        var measures = (await Detail(await Master(), other.Id)).GetProperty("measures");
        (measures.GetProperty("height").GetInt32(), measures.GetProperty("waist").GetInt32(), measures.GetProperty("remark").GetString()).ShouldBe((190, 70, "hush"));
    }

    [Fact]
    public async Task A_condition_has_to_hold_before_and_after_the_change()
    {
        var own = await Sew("own", "tina");
        var tina = await Tailor("tina");

        await Refused("measures.waist", () => tina.WriteNamed(
            "atelier:write:garment:update", Changes(own, """{"tailorId":"tom","measures":{"height":180,"waist":1} }""")));

        await tina.WriteNamed("atelier:write:garment:update", Changes(own, """{"tailorId":"tom"}"""));
        (await Detail(tina, own.Id)).GetRawText().ShouldNotContain("waist");
    }

    [Fact]
    public async Task New_records_keep_to_it_on_every_way_in()
    {
        var tina = await Tailor("tina");
        const string Mine = """{"title":"a","tailorId":"tina","measures":{"height":180,"waist":70},"stitches":[{"kind":"hem","cost":5}]}""";
        var theirs = Mine.Replace("tina", "tom", StringComparison.Ordinal);

        await tina.WriteNamed("atelier:write:garment:create", Mine);
        await tina.WriteNamed("atelier:write:guild:create", $$"""{"name":"g","garments":[{{Mine}}]}""");

        await Refused("measures.waist", () => tina.WriteNamed("atelier:write:garment:create", theirs));
        await Refused("measures.waist", () => tina.WriteNamed("atelier:write:guild:create", $$"""{"name":"g","garments":[{{theirs}}]}"""));
        var apprentice = (await Shared<AtelierFeature>()).As(Tenant, "Apprentice");
        (await Should.ThrowAsync<AccessDeniedException>(() => apprentice.WriteNamed("atelier:write:garment:create", Mine))).Details!["field"].ShouldBe("measures.waist");
    }

    private static async Task Refused(string field, Func<Task> work)
    {
        var refusal = await Should.ThrowAsync<UnprocessableException>(work);
        (refusal.Reason, refusal.Details!["field"]).ShouldBe(("ownership_denied", field));
    }

    /// <summary>Everything that lets a garment out.</summary>
    private static async Task<IReadOnlyList<(string Way, string Json)>> Ways(TestUser user, Garment garment)
    {
        var only = $$"""{"filter":{"field":"title","op":"eq","value":"{{garment.Title}}"} }""";
        var version = (await Detail(user, garment.Id)).GetProperty("version").GetInt64();
        return
        [
            ("list", Text(await user.QueryNamed("atelier:query:garment:list", only))),
            ("detail", Text(await Detail(user, garment.Id))),
            ("as of", Text(await Detail(user, garment.Id, $",\"asOfVersion\":{version}"))),
            ("history", Text(await user.QueryNamed("atelier:query:garment:history", $$"""{"id":"{{garment.Id}}"}"""))),
            ("own query", Text((await user.QueryNamed("atelier:query:garment:all", "{}")).EnumerateArray().Single(g => g.Id() == garment.Id))),
            ("stream", Text((await user.StreamNamed("atelier:stream:garment:watch", "{}", Cancellation).FirstAsync(Cancellation)).EnumerateArray().Single(g => g.Id() == garment.Id))),
            ("answer of a command", Text(await user.WriteNamed("atelier:write:garment:update", $$"""{"id":"{{garment.Id}}","version":{{version}},"changes":{} }"""))),
            ("answer of a delete", Text(await user.WriteNamed("atelier:write:garment:delete", $$"""{"id":"{{garment.Id}}"}"""))),
            ("answer of a restore", Text(await user.WriteNamed("atelier:write:garment:restore", $$"""{"id":"{{garment.Id}}"}"""))),
        ];
    }

    private static string Text(JsonElement json) => json.GetRawText();

    private static string Changes(Garment garment, string changes) => $$"""{"id":"{{garment.Id}}","version":{{garment.Version.Value}},"changes":{{changes}}}""";

    private static Task<JsonElement> Detail(TestUser user, Guid id, string more = "") =>
        user.QueryNamed("atelier:query:garment:detail", $$"""{"id":"{{id}}"{{more}}}""");

    private async Task<Garment> Sew(string title, string tailor) => await (await Master()).Create(new Garment
    {
        Title = title, TailorId = tailor, Measures = new Measures { Height = 180, Waist = 70, Remark = "hush" }, Stitches = [new Stitch { Kind = "hem", Cost = 5 }],
    });

    private async Task<TestUser> Master() => (await Shared<AtelierFeature>()).As(Tenant, "Master");

    private async Task<TestUser> Tailor(string id) => (await Shared<AtelierFeature>()).As(Tenant, "Tailor").WithId(id);
}
