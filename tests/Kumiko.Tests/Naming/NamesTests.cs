namespace Kumiko.Tests.Naming;

public class NamesTests
{
    [Theory]
    [InlineData("order", "order")]
    [InlineData("userProfile", "user-profile")]
    [InlineData("UserProfile", "user-profile")]
    [InlineData("nameChanged", "name-changed")]
    [InlineData("HTTPServer", "http-server")]
    [InlineData("parseJSON", "parse-json")]
    [InlineData("XMLHTTPRequest", "xmlhttp-request")]
    [InlineData("ISBNNumber", "isbn-number")]
    [InlineData("order2Item", "order2-item")]
    [InlineData("Order2", "order2")]
    [InlineData("B2B", "b2-b")]
    [InlineData("a.b.c", "a-b-c")]
    [InlineData("Task.Create", "task-create")]
    [InlineData("task:create", "task:create")]
    [InlineData("OrderLine:MarkPaid", "order-line:mark-paid")]
    [InlineData("invoice_list", "invoice_list")]
    [InlineData("Invoice_List", "invoice_list")]
    [InlineData("already-kebab", "already-kebab")]
    [InlineData("A", "a")]
    [InlineData("", "")]
    public void A_name_turns_into_kebab_case(string name, string kebab) => Names.ToKebab(name).ShouldBe(kebab);

    [Theory]
    [InlineData("userProfile")]
    [InlineData("HTTPServer")]
    [InlineData("task:MarkPaid")]
    [InlineData("a.b_c")]
    public void Kebab_case_stays_kebab_case(string name) => Names.ToKebab(Names.ToKebab(name)).ShouldBe(Names.ToKebab(name));

    [Theory]
    [InlineData("a", true)]
    [InlineData("order-line", true)]
    [InlineData("b2b", true)]
    [InlineData("trailing-", true)]
    [InlineData("", false)]
    [InlineData("-order", false)]
    [InlineData("2fa", false)]
    [InlineData("Order", false)]
    [InlineData("order_line", false)]
    [InlineData("order:line", false)]
    [InlineData("order line", false)]
    [InlineData("größe", false)]
    [InlineData("order\n", false)]
    public void A_segment_begins_with_a_letter_and_has_letters_digits_and_dashes(string text, bool isSegment) =>
        Names.IsKebabSegment(text).ShouldBe(isSegment);

    [Theory]
    [InlineData("billing", "write", "invoice:approve", "billing:write:invoice:approve")]
    [InlineData("userProfile", "event", "nameChanged", "user-profile:event:name-changed")]
    [InlineData("billing", "write", "billing:foo", "billing:write:billing:foo")]
    [InlineData("shop", "query", "Orders.Open", "shop:query:orders-open")]
    public void A_qualified_name_is_scope_type_and_name(string feature, string type, string name, string qualified) =>
        Names.Qualify(feature, type, name).ShouldBe(qualified);

    [Theory]
    [InlineData("order:pay", true)]
    [InlineData("Order:MarkPaid", true)]
    [InlineData("a:b:c:d", true)]
    [InlineData("order:", false)]
    [InlineData(":pay", false)]
    [InlineData("order::pay", false)]
    [InlineData("order:mark_paid", false)]
    [InlineData("", false)]
    public void A_short_name_is_legal_if_each_of_its_parts_is(string name, bool isLegal) => Names.IsLegal(name).ShouldBe(isLegal);

    [Theory]
    [InlineData("billing", "billing:write:foo", true)]
    [InlineData("billing", "billing:query:foo:bar", true)]
    [InlineData("userProfile", "user-profile:event:name-changed", true)]
    [InlineData("user-profile", "userProfile:event:nameChanged", true)]
    [InlineData("billing", "billing:foo", false)]
    [InlineData("billing", "write:foo", false)]
    [InlineData("billing", "billing:write", false)]
    [InlineData("billing", "billing:foo:write", false)]
    [InlineData("billing", "other:write:foo", false)]
    public void Only_the_scope_and_a_kind_together_are_one_qualification_too_many(string feature, string name, bool isTwice) =>
        Names.IsQualifiedTwice(feature, name).ShouldBe(isTwice);

    [Theory]
    [InlineData("write")]
    [InlineData("query")]
    [InlineData("stream")]
    [InlineData("hook")]
    [InlineData("job")]
    [InlineData("notify")]
    [InlineData("event")]
    [InlineData("channel")]
    [InlineData("config")]
    [InlineData("secret")]
    [InlineData("screen")]
    [InlineData("nav")]
    [InlineData("projection")]
    [InlineData("workspace")]
    public void Each_kind_counts_as_a_qualification(string kind) => Names.IsQualifiedTwice("shop", $"shop:{kind}:x").ShouldBeTrue();

    [Theory]
    [InlineData("category", "categories")]
    [InlineData("day", "days")]
    [InlineData("box", "boxes")]
    [InlineData("bus", "buses")]
    [InlineData("dish", "dishes")]
    [InlineData("branch", "branches")]
    [InlineData("order", "orders")]
    [InlineData("order_entry", "order_entries")]
    [InlineData("y", "ys")]
    public void A_table_has_the_plural_of_the_entitys_name(string name, string plural) => Names.Plural(name).ShouldBe(plural);

    [Theory]
    [InlineData("invoice_list", "invoice-list")]
    [InlineData("Invoice List", "invoice-list")]
    [InlineData("größe", "gre")]
    [InlineData("order::pay", "order:pay")]
    [InlineData("1st:2nd", "st:nd")]
    [InlineData("_x_", "x")]
    [InlineData("???", null)]
    [InlineData("", null)]
    public void A_suggestion_is_the_nearest_legal_name(string name, string? suggestion) => Names.Suggest(name).ShouldBe(suggestion);

    [Fact]
    public void A_suggestion_is_always_legal()
    {
        var random = new Random(7);
        const string Alphabet = "aB1-_:. ßé\u0130😀";
        for (var i = 0; i < 2000; i++)
        {
            var name = string.Concat(Enumerable.Range(0, random.Next(8)).Select(_ => Alphabet[random.Next(Alphabet.Length)]));
            if (Names.Suggest(name) is { } suggestion)
            {
                Names.IsLegal(suggestion).ShouldBeTrue($"'{name}' became '{suggestion}'");
            }
        }
    }
}
