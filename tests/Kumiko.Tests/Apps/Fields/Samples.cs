using System.Text.Json.Nodes;

namespace Kumiko.Tests.Apps.Fields;

public enum Colour
{
    Red,
    DarkGreen,
    Blue,
}

public sealed class Address
{
    [Text(MaxLength = 20)]
    public required string Street { get; set; }

    public int? Floor { get; set; }

    public Colour Door { get; set; } = Colour.Blue;
}

public sealed class Part
{
    public required string Name { get; set; }

    [Decimal(10, 2)]
    public decimal? Weight { get; set; }
}

/// <summary>A field of every type, none of which has to be there.</summary>
public class OptionalSample : Entity
{
    [Text(MaxLength = 10, MinLength = 2), Filterable, Sortable]
    public string? Text { get; set; }

    [Text(Format = TextFormat.Email), Filterable, Sortable]
    public string? Email { get; set; }

    [Text(Format = TextFormat.Url), Filterable, Sortable]
    public string? Url { get; set; }

    [Text(Format = TextFormat.Phone), Filterable, Sortable]
    public string? Phone { get; set; }

    [LongText(MaxLength = 20)]
    public string? LongText { get; set; }

    [Filterable, Sortable]
    public bool? Boolean { get; set; }

    [Filterable, Sortable]
    public Colour? Select { get; set; }

    [Select("huge", "large", "small"), Filterable, Sortable]
    public string? Option { get; set; }

    [Items(Max = 2), Filterable]
    public List<Colour>? MultiSelect { get; set; }

    [Number(Min = -10, Max = 1000), Filterable, Sortable]
    public int? Number { get; set; }

    [Number(Min = -1.5), Filterable, Sortable]
    public double? Real { get; set; }

    [Number(Max = 9e18), Filterable, Sortable]
    public long? BigInt { get; set; }

    [Decimal(28, 10), Number(Min = -5), Filterable, Sortable]
    public decimal? Decimal { get; set; }

    [Decimal(5, 2), Filterable, Sortable]
    public decimal? Price { get; set; }

    [Filterable, Sortable]
    public Money? Money { get; set; }

    [Date(Min = "2000-01-01", Max = "2099-12-31"), Filterable, Sortable]
    public DateOnly? Date { get; set; }

    [Timestamp(Min = "2000-01-01T00:00:00Z", Max = "2100-01-01T00:00:00Z"), Filterable, Sortable]
    public DateTimeOffset? Timestamp { get; set; }

    [TimeZone, Filterable, Sortable]
    public string? Zone { get; set; }

    [Timestamp(Min = "2000-01-01T00:00:00Z"), Filterable, Sortable]
    public LocatedTimestamp? Located { get; set; }

    [Filterable]
    public Guid? Uuid { get; set; }

    [Reference<Landmark>, Filterable]
    public Guid? Reference { get; set; }

    [Reference<Landmark>, Filterable]
    public IReadOnlyList<Guid>? References { get; set; }

    public Address? Embedded { get; set; }

    [Items(Max = 3)]
    public Part[]? EmbeddedList { get; set; }

    public JsonObject? Json { get; set; }
}

/// <summary>The same fields, all of which have to be there.</summary>
public sealed class RequiredSample : Entity
{
    public required string Text { get; set; }

    [Text(Format = TextFormat.Email)]
    public required string Email { get; set; }

    [Text(Format = TextFormat.Url)]
    public required string Url { get; set; }

    [Text(Format = TextFormat.Phone)]
    public required string Phone { get; set; }

    [LongText]
    public required string LongText { get; set; }

    public required bool Boolean { get; set; }

    public required Colour Select { get; set; }

    [Select("huge", "large", "small")]
    public required string Option { get; set; }

    public required List<Colour> MultiSelect { get; set; }

    public required int Number { get; set; }

    public required double Real { get; set; }

    public required long BigInt { get; set; }

    [Decimal(28, 10)]
    public required decimal Decimal { get; set; }

    [Decimal(5, 2)]
    public required decimal Price { get; set; }

    public required Money Money { get; set; }

    public required DateOnly Date { get; set; }

    public required DateTimeOffset Timestamp { get; set; }

    [TimeZone]
    public required string Zone { get; set; }

    public required LocatedTimestamp Located { get; set; }

    public required Guid Uuid { get; set; }

    [Reference<Landmark>]
    public required Guid Reference { get; set; }

    [Reference<Landmark>]
    public required IReadOnlyList<Guid> References { get; set; }

    public required Address Embedded { get; set; }

    public required Part[] EmbeddedList { get; set; }

    public required JsonObject Json { get; set; }
}

/// <summary>The same fields, all of which have an initial value.</summary>
public sealed class DefaultSample : Entity
{
    public string Text { get; set; } = "draft";

    public string Email { get; set; } = "nobody@example.org";

    public string Url { get; set; } = "https://example.org/";

    public string Phone { get; set; } = "110";

    [LongText]
    public string LongText { get; set; } = "";

    public bool Boolean { get; set; }

    public Colour Select { get; set; } = Colour.DarkGreen;

    [Select("huge", "large", "small")]
    public string Option { get; set; } = "large";

    public List<Colour> MultiSelect { get; set; } = [Colour.Red];

    public int Number { get; set; }

    public double Real { get; set; } = 0.5;

    public long BigInt { get; set; } = long.MaxValue;

    [Decimal(28, 10)]
    public decimal Decimal { get; set; } = 1.5m;

    [Decimal(5, 2)]
    public decimal Price { get; set; }

    public Money Money { get; set; } = Kumiko.Money.Of(5, "EUR");

    public DateOnly Date { get; set; } = new(2020, 2, 29);

    public DateTimeOffset Timestamp { get; set; } = new(2020, 2, 29, 12, 0, 0, TimeSpan.FromHours(2));

    [TimeZone]
    public string Zone { get; set; } = "Europe/Berlin";

    public LocatedTimestamp Located { get; set; } = LocatedTimestamp.FromLocal(new DateTime(2020, 7, 1, 9, 0, 0), "Europe/Berlin");

    public Guid Uuid { get; set; } = new("11111111-1111-4111-8111-111111111111");

    [Reference<Landmark>]
    public Guid Reference { get; set; } = new("22222222-2222-4222-8222-222222222222");

    [Reference<Landmark>]
    public IReadOnlyList<Guid> References { get; set; } = [];

    public Address Embedded { get; set; } = new() { Street = "Main Street" };

    public Part[] EmbeddedList { get; set; } = [];

    public JsonObject Json { get; set; } = [];
}

/// <summary>What the samples refer to.</summary>
public sealed class Landmark : Entity
{
    public string? Name { get; set; }
}

public sealed class SamplesFeature : Feature
{
    public override string Name => "samples";

    protected override void Define(FeatureBuilder r)
    {
        r.Entity<OptionalSample>(e => e.DefaultCurrency("EUR"));
        r.Entity<RequiredSample>(e => e.DefaultCurrency("EUR"));
        r.Entity<DefaultSample>(e => e.DefaultCurrency("EUR"));
        r.Crud<Landmark>(Access.SignedIn, Access.SignedIn);
        r.Crud<OptionalSample>(Access.SignedIn, Access.SignedIn);
        r.Crud<RequiredSample>(Access.SignedIn, Access.SignedIn);
        r.Crud<DefaultSample>(Access.SignedIn, Access.SignedIn);
    }
}
