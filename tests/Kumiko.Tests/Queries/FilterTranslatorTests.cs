using System.Linq.Expressions;
using System.Text.Json.Nodes;
using Kumiko.Tests.Fields;

namespace Kumiko.Tests.Queries;

/// <summary>Conditions are a restricted kind of C#: what a database can answer becomes a filter, and the rest is refused by name.</summary>
public class FilterTranslatorTests
{
    private static readonly EntityDefinition Entity = Declared.Entity<Ticket>(e => e.SoftDelete().DefaultCurrency("EUR"));
    private static readonly Guid SomeId = new("01890a5d-ac96-774b-bcce-b302099a8057");

    [Fact]
    public void Comparisons()
    {
        Translates(t => t.Rank == 3, "rank = 3");
        Translates(t => t.Rank != 3, "rank <> 3");
        Translates(t => t.Rank < 3, "rank < 3");
        Translates(t => t.Rank <= 3, "rank <= 3");
        Translates(t => t.Rank > 3, "rank > 3");
        Translates(t => t.Rank >= 3, "rank >= 3");
    }

    [Fact]
    public void Comparisons_the_other_way_round()
    {
        Translates(t => 3 == t.Rank, "rank = 3");
        Translates(t => 3 != t.Rank, "rank <> 3");
        Translates(t => 3 < t.Rank, "rank > 3");
        Translates(t => 3 <= t.Rank, "rank >= 3");
        Translates(t => 3 > t.Rank, "rank < 3");
        Translates(t => 3 >= t.Rank, "rank <= 3");
    }

    [Fact]
    public void Values_of_each_type()
    {
        Translates(t => t.Subject == "a", "subject = 'a'");
        Translates(t => t.Big == 5, "big = 5L");
        Translates(t => t.Share > 0.5, "share > 0.5d");
        Translates(t => t.Weight > 1.5m, "weight > 1.5m");
        Translates(t => t.OwnerId == SomeId, "owner_id = 01890a5d-ac96-774b-bcce-b302099a8057");
        Translates(t => t.Due < new DateOnly(2026, 5, 4), "due < 2026-05-04");
        Translates(t => t.Zone == "UTC", "zone = 'UTC'");
        Translates(t => t.Size == "small", "size = 'small'");
    }

    [Fact]
    public void An_instant_is_compared_in_utc()
    {
        var berlin = new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.FromHours(1));
        Translates(t => t.At >= berlin, "at >= 2026-01-01T11:00:00.000Z");
        Translates(t => t.InsertedAt < berlin, "inserted_at < 2026-01-01T11:00:00.000Z");
        Translates(t => t.At == berlin, "at = 2026-01-01T11:00:00.000Z");
    }

    /// <summary>Stores keep microseconds, C# knows tenths of them.</summary>
    [Fact]
    public void An_instant_between_two_microseconds_lies_behind_the_first()
    {
        var between = new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero).AddTicks(15);
        Translates(t => t.At >= between, "at > 2026-01-01T12:00:00.000001Z");
        Translates(t => t.At > between, "at > 2026-01-01T12:00:00.000001Z");
        Translates(t => t.At <= between, "at <= 2026-01-01T12:00:00.000001Z");
        Translates(t => t.At < between, "at <= 2026-01-01T12:00:00.000001Z");
        Translates(t => t.At == between, "nothing");
        Translates(t => t.At != between, "everything");
    }

    [Fact]
    public void A_place_in_time_is_another_one_in_another_zone()
    {
        var nine = LocatedTimestamp.FromLocal(new DateTime(2026, 1, 1, 9, 0, 0), "Europe/Berlin");
        Translates(t => t.Place == nine, "(place_utc = 2026-01-01T08:00:00.000Z and place_tz = 'Europe/Berlin')");
        Translates(t => t.Place != nine, "(place_utc <> 2026-01-01T08:00:00.000Z or place_tz <> 'Europe/Berlin')");
        Translates(t => t.Place == null, "place_utc is null");
    }

    [Fact]
    public void An_amount_is_compared_within_its_currency()
    {
        var price = Money.Of(5, "EUR");
        Translates(t => t.Price == price, "(price = 500L and price_currency = 'EUR')");
        Translates(t => t.Price != price, "(price <> 500L or price_currency <> 'EUR')");
        Translates(t => t.Price > price, "(price > 500L and price_currency = 'EUR')");
        Translates(t => t.Price == null, "price is null");
    }

    [Fact]
    public void An_enum_is_compared_by_the_name_of_its_option()
    {
        var status = Status.InProgress;
        Translates(t => t.Status == Status.Open, "status = 'open'");
        Translates(t => t.Status != Status.InProgress, "status <> 'inProgress'");
        Translates(t => t.Status == status, "status = 'inProgress'");
        Translates(t => t.Former == Status.Open, "former = 'open'");
        Translates(t => t.Former == status, "former = 'inProgress'");
        Translates(t => t.Former == null, "former is null");
        Translates(t => t.Kind == Kind.Large, "kind = 'large'");
    }

    [Fact]
    public void Booleans_stand_alone()
    {
        Translates(t => t.Flag, "flag = true");
        Translates(t => !t.Flag, "not flag = true");
        Translates(t => t.Flag == false, "flag = false");
        Translates(t => t.Maybe == true, "maybe = true");
        Translates(t => t.Maybe!.Value, "maybe = true");
    }

    [Fact]
    public void Nothing_is_asked_for_by_name()
    {
        string? none = null;
        Translates(t => t.Notes == null, "notes is null");
        Translates(t => t.Notes != null, "notes is not null");
        Translates(t => t.Size == none, "size is null");
        Translates(t => t.OwnerId.HasValue, "owner_id is not null");
        Translates(t => !t.OwnerId.HasValue, "not owner_id is not null");
        DateOnly? never = null;
        Translates(t => t.Due > never, "nothing");
        Translates(t => t.Due!.Value == new DateOnly(2026, 1, 1), "due = 2026-01-01");
    }

    [Fact]
    public void Conditions_are_combined()
    {
        Translates(t => t.Flag && t.Rank > 1, "(flag = true and rank > 1)");
        Translates(t => t.Flag || t.Rank > 1, "(flag = true or rank > 1)");
        Translates(t => t.Flag & t.Rank > 1, "(flag = true and rank > 1)");
        Translates(t => t.Flag | t.Rank > 1, "(flag = true or rank > 1)");
        Translates(t => !(t.Rank == 1 || t.Rank == 2) && t.Flag, "(not (rank = 1 or rank = 2) and flag = true)");
    }

    [Fact]
    public void What_does_not_mention_the_record_is_decided_at_once()
    {
        var isAdmin = true;
        Translates(_ => true, "everything");
        Translates(_ => false, "nothing");
        Translates(t => isAdmin || t.Flag, "(everything or flag = true)");
        Translates(t => !isAdmin && t.Flag, "(nothing and flag = true)");
    }

    [Fact]
    public void Values_come_from_anywhere_but_the_record()
    {
        var local = 4;
        var holder = new { Inner = new { Rank = 5 } };
        Translates(t => t.Rank == local, "rank = 4");
        Translates(t => t.Rank == holder.Inner.Rank, "rank = 5");
        Translates(t => t.Rank == local + 1, "rank = 5");
        Translates(t => t.Rank == int.Parse("6"), "rank = 6");
        Translates(t => t.OwnerId == SomeId, $"owner_id = {SomeId}");
        Translates(t => t.Subject == string.Concat("a", "b"), "subject = 'ab'");
    }

    [Fact]
    public void Texts_are_searched()
    {
        var part = "x";
        Translates(t => t.Subject.Contains("ab"), "subject contains 'ab'");
        Translates(t => t.Subject.StartsWith(part), "subject starts with 'x'");
        Translates(t => t.Notes!.Contains(part), "notes contains 'x'");
        Translates(t => t.Subject.Contains('c'), "subject contains 'c'");
        Translates(t => t.Subject.StartsWith("ab", StringComparison.Ordinal), "subject starts with 'ab'");
        Translates(t => t.Subject.Equals("ab", StringComparison.Ordinal), "subject = 'ab'");
    }

    [Fact]
    public void One_of_several_values()
    {
        int[] array = [1, 2];
        List<string> list = ["a", "b"];
        IEnumerable<Guid?> ids = [SomeId];
        HashSet<Status> statuses = [Status.InProgress];
        Translates(t => array.Contains(t.Rank), "rank in (1, 2)");
        Translates(t => list.Contains(t.Subject), "subject in ('a', 'b')");
        Translates(t => ids.Contains(t.OwnerId), $"owner_id in ({SomeId})");
        Translates(t => statuses.Contains(t.Status), "status in ('inProgress')");
        Translates(t => new[] { 3 }.Contains(t.Rank), "rank in (3)");
        Translates(t => Array.Empty<int>().Contains(t.Rank), "rank in ()");
        Translates(t => !array.Contains(t.Rank), "not rank in (1, 2)");
    }

    [Fact]
    public void One_of_several_values_one_of_which_is_nothing()
    {
        string?[] sizes = ["small", null];
        Translates(t => sizes.Contains(t.Size), "(size = 'small' or size is null)");
    }

    [Fact]
    public void One_of_several_amounts()
    {
        Money?[] prices = [Money.Of(1, "EUR"), Money.Of(1, "JPY")];
        Translates(t => prices.Contains(t.Price), "((price = 100L and price_currency = 'EUR') or (price = 1L and price_currency = 'JPY'))");
    }

    [Fact]
    public void Lists_of_the_record_contain_a_value()
    {
        Translates(t => t.Tags.Contains("new"), "tags has 'new'");
        Translates(t => t.Statuses.Contains(Status.InProgress), "statuses has 'inProgress'");
        Translates(t => t.Others.Contains(SomeId), $"others has '{SomeId}'");
        Translates(t => !t.Tags.Contains("new"), "not tags has 'new'");
    }

    [Fact]
    public void Members_of_the_framework()
    {
        var tenant = TenantId.Parse("01890a5d-ac96-774b-bcce-b302099a8057");
        Translates(t => t.Id == SomeId, $"id = {SomeId}");
        Translates(t => t.TenantId == tenant, $"tenant_id = {SomeId}");
        Translates(t => t.Version > new StreamVersion(3), "version > 3L");
        Translates(t => t.InsertedById == new UserId("u"), "inserted_by_id = 'u'");
        Translates(t => t.ModifiedById == null, "modified_by_id is null");
        Translates(t => t.ModifiedAt != null, "modified_at is not null");
        Translates(t => !t.IsDeleted, "not is_deleted = true");
    }

    [Fact]
    public void A_comparison_of_two_fields_is_refused() => Refuses(t => t.Rank == t.Other, "t.Rank");

    [Fact]
    public void Arithmetic_on_a_field_is_refused() => Refuses(t => t.Rank + 1 == 3, "t.Rank + 1");

    [Fact]
    public void A_method_that_no_store_knows_is_refused() => Refuses(t => t.Subject.EndsWith("xy"), "EndsWith");

    [Fact]
    public void A_search_without_regard_to_capitals_is_refused() =>
        Refuses(t => t.Subject.Contains("ab", StringComparison.OrdinalIgnoreCase), "OrdinalIgnoreCase");

    [Fact]
    public void A_search_in_a_text_that_is_no_field_is_refused()
    {
        Refuses(t => "a long text".Contains(t.Subject), "a long text");
        Refuses(t => t.Shout.Contains("AB"), "'Ticket.Shout'");
    }

    [Fact]
    public void A_comparison_with_a_number_of_another_type_is_refused_where_it_could_change_the_field()
    {
        var whole = 2;
        Translates(t => t.Weight > whole, "weight > 2m");
        Translates(t => t.Big > whole, "big > 2L");
        Translates(t => t.Share > whole, "share > 2d");
        Refuses(t => t.Rank > 2.5, "t.Rank");
        Refuses(t => t.Rank > (long)whole, "t.Rank");
    }

    [Fact]
    public void A_comparison_of_a_list_is_refused()
    {
        List<string> tags = ["new"];
        Refuses(t => t.Tags == tags, "'Ticket.Tags'");
    }

    [Fact]
    public void What_soft_delete_adds_is_refused_without_it()
    {
        var entity = Declared.Entity<Plain>();
        Should.Throw<NotSupportedException>(() => FilterTranslator.Translate(entity, (Expression<Func<Plain, bool>>)(p => !p.IsDeleted)))
            .Message.ShouldContain("soft delete");
    }

    [Fact]
    public void A_method_of_the_authors_own_is_refused() => Refuses(t => IsGood(t), "IsGood");

    [Fact]
    public void A_condition_within_a_condition_is_refused() => Refuses(t => t.Flag ? t.Rank == 1 : t.Rank == 2, "IIF");

    [Fact]
    public void A_default_for_nothing_is_refused() => Refuses(t => t.Maybe ?? false, "t.Maybe");

    [Fact]
    public void A_part_of_a_field_is_refused() => Refuses(t => t.Subject.Length == 3, "t.Subject.Length");

    [Fact]
    public void A_computed_property_is_refused() => Refuses(t => t.Shout == "X", "'Ticket.Shout'");

    [Fact]
    public void A_property_that_is_no_field_is_refused() => Refuses(t => t.Own == "X", "'Ticket.Own'");

    [Fact]
    public void An_embedded_object_is_refused() => Refuses(t => t.Line == null, "'Ticket.Line'");

    [Fact]
    public void A_free_object_is_refused() => Refuses(t => t.Free == null, "'Ticket.Free'");

    private static bool IsGood(Ticket ticket) => ticket.Flag;

    private static void Translates(Expression<Func<Ticket, bool>> condition, string filter) =>
        FilterText.Of(FilterTranslator.Translate(Entity, condition)).ShouldBe(filter);

    private static void Refuses(Expression<Func<Ticket, bool>> condition, string named) =>
        Should.Throw<NotSupportedException>(() => FilterTranslator.Translate(Entity, condition)).Message.ShouldContain(named);

    public sealed class Plain : Entity
    {
        public string? Name { get; set; }
    }

    public enum Status
    {
        Open,
        InProgress,
    }

    public enum Kind : byte
    {
        Small,
        Large,
    }

    public sealed class Line
    {
        public string? Text { get; set; }
    }

    public sealed class Ticket : Entity
    {
        public required string Subject { get; set; }

        [LongText]
        public string? Notes { get; set; }

        public int Rank { get; set; }

        public int Other { get; set; }

        public long Big { get; set; }

        public double Share { get; set; }

        public decimal Weight { get; set; }

        public bool Flag { get; set; }

        public bool? Maybe { get; set; }

        public Money? Price { get; set; }

        public Guid? OwnerId { get; set; }

        public DateOnly? Due { get; set; }

        public DateTimeOffset? At { get; set; }

        public LocatedTimestamp? Place { get; set; }

        [TimeZone]
        public string? Zone { get; set; }

        [Select("small", "large")]
        public string? Size { get; set; }

        public Status Status { get; set; }

        public Status? Former { get; set; }

        public Kind Kind { get; set; }

        [Select("new", "hot")]
        public List<string> Tags { get; set; } = [];

        public List<Status> Statuses { get; set; } = [];

        [Reference<Ticket>]
        public List<Guid> Others { get; set; } = [];

        public Line? Line { get; set; }

        public JsonObject? Free { get; set; }

        public string Shout => Subject.ToUpperInvariant();

        [NotAField]
        public string? Own { get; set; }
    }
}
