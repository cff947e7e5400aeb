using Kumiko.Tests.Declarations.Sealed;

namespace Kumiko.Tests.Declarations;

/// <summary>Privacy: what is said about fields can be done, and what looks personal is found.</summary>
public class PrivacyRuleTests : DeclarationTest
{
    [Fact, Keeps("KUM8001"), Keeps("KUM8002"), Keeps("KUM8003"), Keeps("KUM8004"), Keeps("KUM8005"), Keeps("KUM8006"), Keeps("KUM8007"), Keeps("KUM8008"), Keeps("KUM8009"), Keeps("KUM8010"), Keeps("KUM8011"), Keeps("KUM8012")]
    public void Annotated_fields_are_sealed_and_the_registry_knows_it()
    {
        var registry = Fine(r =>
        {
            r.Entity<Person>(e => e.Unique(p => p.Passport));
            r.DefineEvent<Moved>("moved");
            r.Projection<Heads>("heads", p => p.On<Created<Person>>((_, rows) => rows.Increment(new Heads { Day = default }, h => h.Count, 1)));
            r.WriteHandler<Move>("move", Access.SignedIn, (_, _) => Task.CompletedTask);
        });

        registry.Warnings.ShouldBeEmpty();
        registry.Vault!.SealedIn.ShouldBe(["person", "shop:event:moved"]);
        registry.FindEntity("person")!.Schema.Sealing!.Fields.Select(f => f.Path).ShouldBe(["Email", "Passport", "Born", "Weight", "Iban", "Home.Street"]);
        registry.FindEntity("person")!.Schema.Find("iban")!.IsSensitive.ShouldBeTrue();
        Fine(r => r.Entity<Plain>()).Vault.ShouldBeNull();
    }

    [Fact, Breaks("KUM8001")]
    public void A_field_with_parts_or_options_cannot_be_sealed() => Problem(r => r.Entity<SealedFlag>()).Member.ShouldBe("SealedFlag.Flag");

    [Fact, Breaks("KUM8002")]
    public void A_subject_that_is_no_property_is_reported() => Problem(r => r.Entity<Orphan>()).Message.ShouldContain("'Nobody'");

    [Fact, Breaks("KUM8002")]
    public void A_subject_that_is_sealed_itself_is_reported() => Problem(r => r.Entity<Circular>()).Message.ShouldContain("sealed itself");

    [Fact, Breaks("KUM8002")]
    public void The_subject_of_an_event_is_looked_for_in_the_event() => Problem(r => r.DefineEvent<Lost>("lost")).Member.ShouldBe("lost.What");

    [Fact, Breaks("KUM8003")]
    public void An_input_is_not_sealed() =>
        Problem(r => r.WriteHandler<SealedInput>("do", Access.SignedIn, (_, _) => Task.CompletedTask)).Message.ShouldContain("input");

    [Fact, Breaks("KUM8004")]
    public void A_field_cannot_be_personal_and_not() => Problem(r => r.Entity<Undecided>()).Member.ShouldBe("Undecided.Email");

    [Fact, Breaks("KUM8005")]
    public void A_sensitive_field_has_to_be_sealed() => Problem(r => r.Entity<Open>()).Member.ShouldBe("Open.Pin");

    [Fact, Breaks("KUM8006")]
    public void A_sealed_field_cannot_be_sorted_by() => Problem(r => r.Entity<Sorted>()).Member.ShouldBe("Sorted.Email");

    [Fact, Breaks("KUM8006")]
    public void A_sealed_field_cannot_be_indexed() => Problem(r => r.Entity<Person>(e => e.Index(p => p.Email))).Member.ShouldBe("Person.Email");

    [Theory, Breaks("KUM8011")]
    [InlineData(typeof(FindableNumber), "FindableNumber.Height")]
    [InlineData(typeof(FindableStory), "FindableStory.Story")]
    [InlineData(typeof(FindableInside), "FindableInside.FindablePart.Name")]
    public void Only_a_text_of_the_record_itself_can_be_found(Type entity, string member) => Problem(Shop(r => Declare(r, entity))).Member.ShouldBe(member);

    [Fact, Breaks("KUM8011")]
    public void An_event_cannot_be_found() => Problem(r => r.DefineEvent<FindableEvent>("found")).Member.ShouldBe("found.Name");

    [Fact, Breaks("KUM8012")]
    public void A_sensitive_field_cannot_be_found() => Problem(r => r.Entity<FindablePin>()).Member.ShouldBe("FindablePin.Pin");

    [Fact, Breaks("KUM8006")]
    public void A_field_that_is_found_exactly_still_has_no_order() => Problem(r => r.Entity<SortedPassport>()).Member.ShouldBe("SortedPassport.Passport");

    [Fact, Breaks("KUM8007")]
    public void A_sealed_number_can_be_null() => Problem(r => r.Entity<Heavy>()).Member.ShouldBe("Heavy.Weight");

    [Fact, Breaks("KUM8008")]
    public void Not_personal_has_a_reason() => Problem(r => r.Entity<Silent>()).Member.ShouldBe("Silent.Email");

    [Fact, Breaks("KUM8009")]
    public void A_row_holds_no_personal_data() => Problem(r =>
    {
        r.Entity<Plain>();
        r.Projection<PersonalRow>("rows", p => p.On<Created<Plain>>((e, rows) => rows.Insert(new PersonalRow { Id = e.AggregateId })));
    }).Member.ShouldBe("PersonalRow.Email");

    [Fact, Breaks("KUM8009")]
    public void An_object_inside_of_a_row_holds_no_personal_data() => Problem(r =>
    {
        r.Entity<Plain>();
        r.Projection<AddressRow>("rows", p => p.On<Created<Plain>>((e, rows) => rows.Insert(new AddressRow { Id = e.AggregateId })));
    }).Member.ShouldBe("AddressRow.Home.Street");

    [Fact]
    public void A_sensitive_field_is_no_label() =>
        Problems(Shop(r =>
        {
            r.Entity<Person>();
            r.Entity<Account>();
        })).ShouldHaveSingleItem().Message.ShouldContain("sensitive");

    [Theory, Breaks("KUM8010")]
    [InlineData(typeof(Unannotated), "Unannotated.EMail")]
    [InlineData(typeof(UnannotatedBirth), "UnannotatedBirth.Date_Of_Birth")]
    [InlineData(typeof(UnannotatedInside), "UnannotatedInside.Home.City")]
    public void A_field_that_looks_personal_is_questionable(Type entity, string member) =>
        Warning(Shop(r => Declare(r, entity))).Member.ShouldBe(member);

    private static void Declare(FeatureBuilder r, Type entity) =>
        typeof(FeatureBuilder).GetMethods().Single(m => m.Name == "Entity").MakeGenericMethod(entity).Invoke(r, [null, "", 0]);

    [Fact, Breaks("KUM8010")]
    public void An_event_and_a_row_that_look_personal_are_questionable() => Fine(r =>
    {
        r.DefineEvent<Said>("said");
        r.Projection<SaidRow>("rows", p => p.On<Said>((e, rows) => rows.Insert(new SaidRow { Id = e.AggregateId })));
    }).Warnings.Select(w => $"{w.Rule.Id} {w.Member}").ShouldBe(["KUM8010 said.Message", "KUM8010 SaidRow.Phone"]);
}
