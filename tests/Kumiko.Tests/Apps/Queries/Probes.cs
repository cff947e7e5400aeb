namespace Kumiko.Tests.Apps.Queries;

public enum Level
{
    Low,
    Middle,
    High,
}

/// <summary>A field of every kind that handlers can ask for. "Zero" is one that is never null.</summary>
public sealed class Probe : Entity
{
    public int Zero { get; set; }

    public int? Number { get; set; }

    public long? Big { get; set; }

    public double? Real { get; set; }

    [Decimal(10, 2)]
    public decimal? Price { get; set; }

    public string? Text { get; set; }

    public bool Flag { get; set; }

    public bool? Maybe { get; set; }

    public Level Level { get; set; }

    public Level? Mood { get; set; }

    public DateOnly? Day { get; set; }

    public DateTimeOffset? Instant { get; set; }

    public LocatedTimestamp? Located { get; set; }

    public Money? Money { get; set; }

    public Guid? Link { get; set; }

    [Select("a", "b", "c")]
    public List<string> Tags { get; set; } = [];

    public Address? Address { get; set; }

    public string Derived => $"{Text}!";
}

public sealed class Address
{
    public required string City { get; set; }
}

/// <summary>Without soft delete.</summary>
public sealed class Plain : Entity
{
    public int Number { get; set; }
}

public sealed record Run;

/// <summary>Runs a test's own code as a handler.</summary>
public sealed class ProbesFeature(Func<WriteContext, Task> work) : Feature
{
    public override string Name => "probes";

    protected override void Define(FeatureBuilder r)
    {
        r.Entity<Probe>(e => e.SoftDelete().DefaultCurrency("EUR"));
        r.Entity<Plain>();
        r.WriteHandler<Run>("run", Access.SignedIn, (_, ctx) => work(ctx));
    }
}
