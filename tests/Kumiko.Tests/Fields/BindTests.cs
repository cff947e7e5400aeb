namespace Kumiko.Tests.Fields;

/// <summary>Reading a whole input, or only changes: what is absent, empty, unknown or twice there.</summary>
public class BindTests
{
    private const BindMode Whole = BindMode.Whole;
    private const BindMode Changes = BindMode.Changes;

    [Fact]
    public void What_is_absent_gets_its_default_when_a_record_is_created() =>
        Binds<Ticket>("{\"subject\":\"Help\"}", Whole, "subject=Help notes=null status=open rank=3 size=null due=null tags=[]");

    [Fact]
    public void What_is_absent_stays_absent_when_a_record_is_changed() => Binds<Ticket>("{\"rank\":4}", Changes, "rank=4");

    [Fact]
    public void Nothing_at_all_is_an_empty_change() => Binds<Ticket>("{}", Changes, "");

    [Theory]
    [InlineData("{}", "subject invalid_type expected=text received=undefined")]
    [InlineData("{\"subject\":null}", "subject invalid_type expected=text received=null")]
    [InlineData("{\"subject\":\"\"}", "subject too_small minimum=1 type=string inclusive=true")]
    public void A_required_field_must_be_there_and_not_empty_when_a_record_is_created(string json, string issue) => Refuses<Ticket>(json, Whole, issue);

    [Theory]
    [InlineData("{\"subject\":null}", "subject invalid_type expected=text received=null")]
    [InlineData("{\"subject\":\"\"}", "subject too_small minimum=1 type=string inclusive=true")]
    [InlineData("{\"rank\":null}", "rank invalid_type expected=number received=null")]
    [InlineData("{\"tags\":null}", "tags invalid_type expected=multiSelect received=null")]
    public void A_field_that_cannot_be_empty_cannot_be_cleared(string json, string issue) => Refuses<Ticket>(json, Changes, issue);

    [Theory]
    [InlineData(BindMode.Whole, "subject=a notes=null status=open rank=3 size=null due=null tags=[]")]
    [InlineData(BindMode.Changes, "subject=a notes=null due=null")]
    internal void Null_clears_a_field_that_can_be_empty(BindMode mode, string values) =>
        Binds<Ticket>("{\"subject\":\"a\",\"notes\":null,\"due\":null}", mode, values);

    [Theory]
    [InlineData("null", "status=open")]
    [InlineData("\"\"", "status=open")]
    [InlineData("\"done\"", "status=done")]
    public void An_empty_select_means_its_default(string json, string values) => Binds<Ticket>($"{{\"status\":{json}}}", Changes, values);

    [Theory]
    [InlineData("null")]
    [InlineData("\"\"")]
    public void An_empty_select_without_a_default_is_cleared(string json) => Binds<Ticket>($"{{\"size\":{json}}}", Changes, "size=null");

    [Fact]
    public void An_empty_text_is_no_option_where_one_is_required() =>
        Refuses<Choice>("{\"color\":\"\"}", Whole, "color invalid_type expected=select received=string");

    [Fact]
    public void Unknown_members_are_reported_together() =>
        Refuses<Ticket>("{\"subject\":\"a\",\"x\":1,\"Subject\":\"b\",\"version\":2}", Whole, "(root) unrecognized_keys keys=x|Subject|version");

    [Fact]
    public void A_member_whose_name_is_no_text_is_unknown() =>
        Refuses<Ticket>("{\"subject\":\"a\",\"sub\\ud800\":1,\"\\udc00\":2}", Whole, "(root) unrecognized_keys keys=\uFFFD|\uFFFD");

    [Fact]
    public void The_last_of_two_members_of_one_name_counts() => Binds<Ticket>("{\"rank\":1,\"rank\":2}", Changes, "rank=2");

    [Fact]
    public void A_name_may_be_written_with_escapes() => Binds<Ticket>("{\"\\u0072ank\":1}", Changes, "rank=1");

    [Fact]
    public void A_name_may_have_letters_of_any_language() => Binds<Umlauts>("{\"größe\":5}", Whole, "größe=5");

    [Fact]
    public void The_order_of_members_does_not_matter() =>
        Binds<Ticket>("{\"tags\":[\"new\"],\"rank\":1,\"subject\":\"a\"}", Changes, "subject=a rank=1 tags=[new]");

    [Theory]
    [InlineData("[]", "array")]
    [InlineData("\"x\"", "string")]
    [InlineData("5", "number")]
    [InlineData("true", "boolean")]
    [InlineData("null", "null")]
    public void An_input_is_an_object(string json, string received) => Refuses<Ticket>(json, Whole, $"(root) invalid_type expected=object received={received}");

    [Fact]
    public void No_input_counts_as_an_empty_object()
    {
        var issues = new IssueList();
        Declared.Schema<Ping>().Bind(default, FieldIssue.Root, Whole, issues);
        issues.Any.ShouldBeFalse();
    }

    [Fact]
    public void All_issues_are_reported_at_once() => Refuses<Ticket>(
        "{\"rank\":99,\"due\":\"soon\",\"tags\":[\"old\"],\"size\":\"x\"}", Whole,
        "rank too_big maximum=9 type=number inclusive=true", "due invalid_format format=date", "tags.0 invalid_value values=new|hot",
        "size invalid_value values=s|m", "subject invalid_type expected=text received=undefined");

    [Fact]
    public void Objects_and_lists_within_are_read_with_their_paths() => Refuses<Order>(
        "{\"address\":{\"city\":5},\"lines\":[{\"text\":\"ok\"},{\"text\":7,\"more\":1},null,3]}", Whole,
        "address.city invalid_type expected=string received=number",
        "lines.1.text invalid_type expected=string received=number",
        "lines.1 unrecognized_keys keys=more",
        "lines.2 invalid_type expected=embedded received=null",
        "lines.3 invalid_type expected=object received=number");

    [Fact]
    public void An_object_is_replaced_as_a_whole_even_by_a_change() =>
        Binds<Everything>("{\"single\":{\"text\":\"a\"}}", Changes, "single=[a, 1.0000, null, 1, null, 1]", SchemaPurpose.Entity);

    [Fact]
    public void A_computed_member_is_computed_whatever_the_client_sent() => Binds<Everything>(
        "{\"lines\":[{\"count\":3,\"price\":{\"amount\":1.5,\"currency\":\"EUR\"},\"total\":{\"amount\":99,\"currency\":\"USD\"},\"share\":4,\"inverse\":\"?\"}]}",
        Changes, "lines=[[null, 3.0000, 1.50 EUR, 4, 4.50 EUR, 0.25]]", SchemaPurpose.Entity);

    [Fact]
    public void A_computed_member_is_rounded_to_the_places_of_its_type() => Binds<Everything>(
        "{\"lines\":[{\"count\":0.3333,\"price\":1}]}", Changes, "lines=[[null, 0.3333, 1.00 EUR, 1, 0.33 EUR, 1]]", SchemaPurpose.Entity);

    [Fact]
    public void A_computed_member_that_is_no_number_is_an_issue() => Refuses<Everything>(
        "{\"single\":{\"share\":0}}", Changes, SchemaPurpose.Entity, "single.inverse invalid_type expected=number received=nan");

    [Fact]
    public void A_computed_member_that_cannot_be_computed_is_an_issue()
    {
        var (_, issues) = Declared.Bind(
            Declared.Schema<Everything>(SchemaPurpose.Entity), "{\"lines\":[{},{\"count\":1e13,\"price\":90000000000000}]}", Changes);
        var issue = issues.ShouldHaveSingleItem();
        issue.Path.ShouldBe("lines.1.total");
        issue.Code.ShouldBe(IssueCodes.Custom);
    }

    [Fact]
    public void A_clock_on_the_wall_is_read_where_the_sibling_says() => Binds<Meeting>(
        "{\"at\":\"2026-07-01T09:00\",\"zone\":\"Europe/Berlin\"}", Whole, "at=2026-07-01T07:00:00.000Z zone=Europe/Berlin");

    [Fact]
    public void An_instant_needs_no_clock() => Binds<Meeting>("{\"at\":\"2026-07-01T09:00Z\"}", Whole, "at=2026-07-01T09:00:00.000Z zone=null");

    [Theory]
    [InlineData("{\"at\":\"2026-07-01T09:00\"}")]
    [InlineData("{\"at\":\"2026-07-01T09:00\",\"zone\":null}")]
    [InlineData("{\"at\":\"0001-01-01T00:00\",\"zone\":\"Asia/Tokyo\"}")]
    [InlineData("{\"at\":\"9999-12-31T23:59:59.9999999\",\"zone\":\"America/New_York\"}")]
    public void A_clock_that_shows_no_instant_is_refused(string json) => Refuses<Meeting>(json, Whole, "at invalid_format format=datetime");

    [Fact]
    public void A_clock_that_a_change_moves_is_read_in_the_zone_that_the_record_has()
    {
        var schema = Declared.Schema<Meeting>();
        var (values, _) = Declared.Bind(schema, "{\"at\":\"2026-07-01T09:00\"}", Changes);
        var issues = new IssueList();
        schema.ResolveWallClocks(values, [null, "Asia/Tokyo"], "", issues);
        issues.Any.ShouldBeFalse();
        Declared.Describe(schema, values).ShouldBe("at=2026-07-01T00:00:00.000Z");
    }

    [Fact]
    public void A_reserved_member_is_left_to_the_caller()
    {
        var issues = new IssueList();
        Declared.Schema<Ping>().Bind(Json.Parse("{\"id\":1,\"ids\":2}"), FieldIssue.Root, Whole, issues, reserved: ["id"]);
        Json.Describe(issues.Issues.ShouldHaveSingleItem()).ShouldBe("(root) unrecognized_keys keys=ids");
    }

    [Fact]
    public void A_field_that_the_caller_fills_in_must_not_be_sent_and_is_not_missed()
    {
        var (schema, issues) = (Declared.Schema<Named>(), new IssueList());
        schema.Bind(Json.Parse("{}"), "items.0", Whole, issues, given: schema.Find("name")).ShouldBe([null]);
        issues.Any.ShouldBeFalse();

        schema.Bind(Json.Parse("{\"name\":null}"), "items.0", Whole, issues, given: schema.Find("name"));
        Json.Describe(issues.Issues.ShouldHaveSingleItem()).ShouldBe("items.0.name unexpected_field");
    }

    [Fact]
    public void A_bound_input_becomes_an_instance_and_is_captured_again_as_it_was()
    {
        var schema = Declared.Schema<Ticket>();
        var (values, _) = Declared.Bind(schema, "{\"subject\":\"a\",\"rank\":4,\"tags\":[\"hot\"],\"due\":\"2026-01-01\"}");
        var ticket = (Ticket)schema.Materialize(values);
        (ticket.Subject, ticket.Rank, ticket.Status, ticket.Due).ShouldBe(("a", 4, Status.Open, new DateOnly(2026, 1, 1)));
        Declared.Describe(schema, schema.Capture(ticket)).ShouldBe(Declared.Describe(schema, values));
    }

    [Fact]
    public void A_record_is_made_through_its_constructor_and_its_init_properties()
    {
        var schema = Declared.Schema<Mixed>();
        var (values, issues) = Declared.Bind(schema, "{\"id\":\"01890a5d-ac96-774b-bcce-b302099a8057\",\"limit\":7}");
        issues.ShouldBeEmpty();
        schema.Materialize(values).ShouldBe(new Mixed(new Guid("01890a5d-ac96-774b-bcce-b302099a8057")) { Limit = 7 });
    }

    [Fact]
    public void A_field_that_was_declared_after_the_record_was_stored_gets_its_default()
    {
        var schema = Declared.Schema<Ticket>(SchemaPurpose.Event);
        Declared.Describe(schema, schema.ReadStored(Json.Parse("{\"subject\":\"a\",\"gone\":1}")))
            .ShouldBe("subject=a notes=null status=open rank=3 size=null due=null tags=[]");
    }

    [Fact]
    public void A_required_field_that_was_declared_later_is_empty_in_old_records()
    {
        var schema = Declared.Schema<Choice>(SchemaPurpose.Event);
        ((Choice)schema.Materialize(schema.ReadStored(Json.Parse("{}")))).Color.ShouldBe(Color.Red);
    }

    [Fact]
    public void Stored_changes_are_those_members_that_are_there()
    {
        var schema = Declared.Schema<Ticket>(SchemaPurpose.Event);
        Declared.Describe(schema, schema.ReadStoredChanges(Json.Parse("{\"notes\":null,\"rank\":99,\"gone\":1}"))).ShouldBe("notes=null rank=99");
    }

    [Fact]
    public void What_code_sets_is_checked_like_what_clients_send()
    {
        var schema = Declared.Schema<Ticket>();
        var issues = new IssueList();
        schema.Check(schema.Capture(new Ticket { Subject = null!, Notes = "half \ud83d", Rank = 0, Status = (Status)9, Tags = ["new", null!, "old"] }), "", issues);
        issues.Issues.Select(Json.Describe).ShouldBe(
        [
            "subject invalid_type expected=text received=null", "notes invalid_format format=unicode", "status invalid_value values=open|done",
            "rank too_small minimum=1 type=number inclusive=true", "tags.1 invalid_type expected=select received=null", "tags.2 invalid_value values=new|hot",
        ]);
    }

    private static void Binds<T>(string json, BindMode mode, string values, SchemaPurpose purpose = SchemaPurpose.Message)
    {
        var schema = Declared.Schema<T>(purpose);
        var (bound, issues) = Declared.Bind(schema, json, mode);
        issues.Select(Json.Describe).ShouldBeEmpty();
        Declared.Describe(schema, bound).ShouldBe(values);
    }

    private static void Refuses<T>(string json, BindMode mode, params string[] issues) => Refuses<T>(json, mode, SchemaPurpose.Message, issues);

    private static void Refuses<T>(string json, BindMode mode, SchemaPurpose purpose, params string[] issues) =>
        Declared.Bind(Declared.Schema<T>(purpose), json, mode).Issues.Select(Json.Describe).ShouldBe(issues);

    public enum Status
    {
        Open,
        Done,
    }

    public sealed class Ticket
    {
        public required string Subject { get; set; }

        public string? Notes { get; set; }

        public Status Status { get; set; } = Status.Open;

        [Number(Min = 1, Max = 9)]
        public int Rank { get; set; } = 3;

        [Select("s", "m")]
        public string? Size { get; set; }

        public DateOnly? Due { get; set; }

        [Select("new", "hot")]
        public List<string> Tags { get; set; } = [];
    }

    public sealed record Choice(Color Color);

    public sealed class Umlauts
    {
        public int Größe { get; set; }
    }

    public sealed record Ping;

    public sealed record Named(string Name);

    public sealed record Order(Address Address, List<Item> Lines);

    public sealed record Address(string City);

    public sealed record Item(string Text);

    public sealed record Meeting([Timestamp(LocatedBy = nameof(Zone))] DateTimeOffset At, [TimeZone] string? Zone);

    public sealed record Mixed(Guid Id, string Name = "none")
    {
        public int Limit { get; init; } = 50;
    }
}
