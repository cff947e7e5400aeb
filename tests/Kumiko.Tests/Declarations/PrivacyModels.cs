namespace Kumiko.Tests.Declarations.Sealed;

public sealed class HomeAddress
{
    [PersonalData]
    public string? Street { get; set; }

    public string? Floor { get; set; }
}

public sealed class Person : Entity
{
    [PersonalData]
    public string? Email { get; set; }

    [PersonalData(Find = Find.Exact), Filterable]
    public string? Passport { get; set; }

    [PersonalData]
    public DateOnly? Born { get; set; }

    [TenantData]
    public decimal? Weight { get; set; }

    [PersonalData(Subject = nameof(BankId)), Sensitive]
    public string? Iban { get; set; }

    public Guid? BankId { get; set; }

    public HomeAddress? Home { get; set; }

    [NotPersonal("It describes the post, not the person.")]
    public string? Description { get; set; }
}

public sealed class Account : Entity
{
    [Reference<Person>(Label = nameof(Person.Iban))]
    public Guid? OwnerId { get; set; }
}

public sealed class FindableNumber : Entity
{
    [PersonalData(Find = Find.Exact)]
    public int? Height { get; set; }
}

public sealed class FindableStory : Entity
{
    [TenantData(Find = Find.Exact), LongText]
    public string? Story { get; set; }
}

public sealed class FindablePart
{
    [PersonalData(Find = Find.Exact)]
    public string? Name { get; set; }
}

public sealed class FindableInside : Entity
{
    public FindablePart? Part { get; set; }
}

public sealed record FindableEvent([PersonalData(Find = Find.Exact)] string Name);

public sealed class FindablePin : Entity
{
    [PersonalData(Find = Find.Exact), Sensitive]
    public string? Pin { get; set; }
}

public sealed class SortedPassport : Entity
{
    [PersonalData(Find = Find.Exact), Sortable]
    public string? Passport { get; set; }
}

public sealed record Moved([PersonalData] string Street, HomeAddress? To = null);

public sealed record Move(string Street, HomeAddress? To = null);

public sealed class Heads
{
    [Key]
    public DateOnly Day { get; set; }

    public int Count { get; set; }
}

public sealed class Plain : Entity
{
    public string? Colour { get; set; }
}

public sealed class SealedFlag : Entity
{
    [PersonalData]
    public bool? Flag { get; set; }
}

public sealed class Orphan : Entity
{
    [PersonalData(Subject = "Nobody")]
    public string? Email { get; set; }
}

public sealed class Circular : Entity
{
    [PersonalData(Subject = nameof(Nick))]
    public string? Email { get; set; }

    [PersonalData]
    public string? Nick { get; set; }
}

public sealed record Lost([PersonalData(Subject = "Who")] string What);

public sealed record SealedInput([PersonalData] string Email);

public sealed class Undecided : Entity
{
    [PersonalData, NotPersonal("It is not.")]
    public string? Email { get; set; }
}

public sealed class Open : Entity
{
    [Sensitive]
    public string? Pin { get; set; }
}

public sealed class Sorted : Entity
{
    [PersonalData, Sortable]
    public string? Email { get; set; }
}

public sealed class Heavy : Entity
{
    [PersonalData]
    public int Weight { get; set; }
}

public sealed class Silent : Entity
{
    [NotPersonal(" ")]
    public string? Email { get; set; }
}

public sealed class PersonalRow
{
    public Guid Id { get; set; }

    [PersonalData]
    public string? Email { get; set; }
}

public sealed class AddressRow
{
    public Guid Id { get; set; }

    public HomeAddress? Home { get; set; }
}

public sealed class Unannotated : Entity
{
    public string? EMail { get; set; }
}

public sealed class UnannotatedBirth : Entity
{
    public DateOnly? Date_Of_Birth { get; set; }
}

public sealed class Town
{
    public string? City { get; set; }
}

public sealed class UnannotatedInside : Entity
{
    public Town? Home { get; set; }
}

public sealed record Said(string Message);

public sealed class SaidRow
{
    public Guid Id { get; set; }

    public string? Phone { get; set; }
}
