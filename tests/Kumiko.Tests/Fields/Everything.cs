using System.Text.Json.Nodes;

namespace Kumiko.Tests.Fields;

public enum Color
{
    Red,
    DarkBlue,
}

/// <summary>An entity with a field of each type, for tests that no type may escape.</summary>
public sealed class Everything : Entity
{
    [Text(MaxLength = 20)]
    public required string Name { get; set; }

    [Text(Format = TextFormat.Email)]
    public string? Email { get; set; }

    [LongText]
    public string? Notes { get; set; }

    public bool Flag { get; set; }

    [Number(Min = -10, Max = 10)]
    public int Whole { get; set; }

    public long? Big { get; set; }

    public double? Real { get; set; }

    [Decimal(12, 3)]
    public decimal? Exact { get; set; }

    public Money? Price { get; set; }

    public Guid? Key { get; set; }

    [Reference<Everything>]
    public Guid? Other { get; set; }

    [Reference<Everything>]
    public List<Guid>? Others { get; set; }

    public DateOnly? Day { get; set; }

    [Timestamp(LocatedBy = nameof(Zone))]
    public DateTimeOffset? At { get; set; }

    [TimeZone]
    public string? Zone { get; set; }

    public LocatedTimestamp? Place { get; set; }

    public JsonObject? Free { get; set; }

    public Color Color { get; set; } = Color.DarkBlue;

    [Select("small", "large")]
    public string? Size { get; set; }

    [Items(Max = 3)]
    public IReadOnlyList<Color> Colors { get; set; } = [];

    public Line? Single { get; set; }

    public List<Line> Lines { get; set; } = [];

    public string Shout => Name.ToUpperInvariant();
}

/// <summary>An embedded object that computes what it can.</summary>
public sealed class Line
{
    public string? Text { get; set; }

    public decimal Count { get; set; } = 1;

    public Money? Price { get; set; }

    public double Share { get; set; } = 1;

    public Money? Total => Price * Count;

    public double Inverse => 1 / Share;
}
