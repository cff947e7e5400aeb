using System.Text.Json.Nodes;

#pragma warning disable CA1708 // Names that differ in capitals only are what some of these classes are about.

namespace Kumiko.Tests.Declarations;

public partial class FieldRuleTests
{
    public enum Color
    {
        Red,
        Blue,
    }

    public enum FromOne
    {
        One = 1,
    }

    public enum Nothing;

    public enum DifferentCapitals
    {
        PDF,
        Pdf,
    }

    public enum Synonyms
    {
        Red,
        Blue,
        Azure = Blue,
    }

    public class One<T> : Entity
    {
        public T? Value { get; set; }
    }

    public sealed class Other : Entity;

    public sealed class Everything : Entity
    {
        public string? Text { get; set; }

        [LongText]
        public string? LongText { get; set; }

        public bool Flag { get; set; }

        public int? Whole { get; set; }

        public long Big { get; set; }

        public double Real { get; set; }

        public decimal Exact { get; set; }

        public Money? Price { get; set; }

        public Guid? Id1 { get; set; }

        [Reference<Everything>]
        public Guid? Other { get; set; }

        [Reference<Everything>]
        public List<Guid>? Others { get; set; }

        public DateOnly? Day { get; set; }

        public DateTimeOffset? At { get; set; }

        public LocatedTimestamp? Place { get; set; }

        [TimeZone]
        public string? Zone { get; set; }

        public JsonObject? Free { get; set; }

        public Color Color { get; set; }

        [Select("small", "large")]
        public string? Size { get; set; }

        public IReadOnlyList<Color> Colors { get; set; } = [];

        [Select("small", "large")]
        public string[] Sizes { get; set; } = [];

        public Part? Part { get; set; }

        public List<Part> Parts { get; set; } = [];
    }

    public sealed class WithOwnBusiness : Entity
    {
        public string? Name { get; set; }

        [NotAField]
        public Uri? Link { get; set; }
    }

    public sealed class Part
    {
        public string? Name { get; set; }
    }

    public sealed class Line
    {
        public decimal Price { get; set; }

        public int Count { get; set; }

        public decimal Total => Price * Count;
    }

    public sealed class Whole
    {
        public string? Name { get; set; }

        public Part? Part { get; set; }
    }

    public sealed class Listed
    {
        public string? Name { get; set; }

        public List<Part>? Parts { get; set; }
    }

    public sealed class Empty;

    public sealed class HoldsJson
    {
        public string? Name { get; set; }

        public JsonObject? Free { get; set; }
    }

    public sealed class HoldsOptions
    {
        public string? Name { get; set; }

        public List<Color>? Colors { get; set; }
    }

    public abstract class Shape
    {
        public string? Name { get; set; }
    }

    public sealed record Tree(string Name, List<Tree>? Children);

    public sealed record Nested(List<int> Numbers, string[] Words, Outer Outer, IReadOnlyList<Outer> More);

    public sealed record Outer(string Name, Inner Inner);

    public sealed record Inner(List<Guid> Ids);

    public sealed class TextOnNumber : Entity
    {
        [Text(MaxLength = 5)]
        public int Value { get; set; }
    }

    public sealed class NumberOnText : Entity
    {
        [Number(Min = 5)]
        public string? Value { get; set; }
    }

    public sealed class DecimalOnInt : Entity
    {
        [Decimal(5, 2)]
        public int Value { get; set; }
    }

    public sealed class DateOnTimestamp : Entity
    {
        [Date(Min = "2026-01-01")]
        public DateTimeOffset? Value { get; set; }
    }

    public sealed class SelectOnColor : Entity
    {
        [Select("red")]
        public Color Value { get; set; }
    }

    public sealed class ReferenceOnText : Entity
    {
        [Reference<Other>]
        public string? Value { get; set; }
    }

    public sealed class ItemsOnText : Entity
    {
        [Items(Max = 3)]
        public string? Value { get; set; }
    }

    public sealed class TimeZoneOnGuid : Entity
    {
        [TimeZone]
        public Guid? Value { get; set; }
    }

    public sealed class NumberOnMoney : Entity
    {
        [Number(Min = 0)]
        public Money? Value { get; set; }
    }

    public sealed class TwoKindsOfText : Entity
    {
        [Text, LongText]
        public string? Value { get; set; }
    }

    public sealed class LocatedByOnLocated : Entity
    {
        [TimeZone]
        public string? Zone { get; set; }

        [Timestamp(LocatedBy = nameof(Zone))]
        public LocatedTimestamp? Value { get; set; }
    }

    public sealed class SortableOnComputed : Entity
    {
        public string? Name { get; set; }

        [Sortable]
        public string Value => Name + "!";
    }

    public sealed record FilterableCommand([property: Filterable] string Name);

    public sealed record ManyClocks([TimeZone] string Zone, [Timestamp(LocatedBy = nameof(Zone))] List<DateTimeOffset> Times);

    public sealed record BoundedLists([Items(Max = 3), Text(MaxLength = 5)] List<string> Words, [Items(Min = 2), Number(Min = 1)] int[] Numbers);

    public sealed record OnParameters([Text(MaxLength = 3)] string Code);

    public sealed class BareText : Entity
    {
        public string Value { get; set; } = null!;
    }

    public sealed class BareJson : Entity
    {
        public JsonObject Value { get; set; } = null!;
    }

    public sealed class BarePart : Entity
    {
        public Part Value { get; set; } = null!;
    }

    public sealed class BareList : Entity
    {
        public List<Part> Value { get; set; } = null!;
    }

    public sealed class RequiredText : Entity
    {
        public required string Value { get; set; }
    }

    public sealed class InitialText : Entity
    {
        public string Value { get; set; } = "";
    }

    public sealed record NullDefault(string Name = null!);

    public sealed record Page(string Search)
    {
        public int Limit { get; init; } = 50;
    }

    public sealed class NoDigits : Entity
    {
        [Decimal(0, 0)]
        public decimal Value { get; set; }
    }

    public sealed class TooManyDigits : Entity
    {
        [Decimal(29, 2)]
        public decimal Value { get; set; }
    }

    public sealed class NegativeScale : Entity
    {
        [Decimal(5, -1)]
        public decimal Value { get; set; }
    }

    public sealed class MoreScaleThanDigits : Entity
    {
        [Decimal(5, 6)]
        public decimal Value { get; set; }
    }

    public sealed class LargestDecimals : Entity
    {
        [Decimal(28, 0)]
        public decimal Whole { get; set; }

        [Decimal(28, 28)]
        public decimal Fraction { get; set; }

        [Decimal(1, 0)]
        public decimal Digit { get; set; }
    }

    public sealed class NoOptions : Entity
    {
        [Select]
        public string? Value { get; set; }
    }

    public sealed class BlankOption : Entity
    {
        [Select("red", " ")]
        public string? Value { get; set; }
    }

    public sealed class OptionTwice : Entity
    {
        [Select("red", "blue", "red")]
        public string? Value { get; set; }
    }

    public sealed class ListOfNoOptions : Entity
    {
        public List<Nothing> Value { get; set; } = [];
    }

    public sealed class TooLongFromTheStart : Entity
    {
        [Text(MaxLength = 3)]
        public string Value { get; set; } = "four";
    }

    public sealed class TooLargeFromTheStart : Entity
    {
        [Number(Max = 5)]
        public int Value { get; set; } = 6;
    }

    public sealed class NoOptionFromTheStart : Entity
    {
        [Select("red")]
        public string Value { get; set; } = "blue";
    }

    public sealed class TooFewFromTheStart : Entity
    {
        [Items(Min = 1)]
        public List<Color> Value { get; set; } = [];
    }

    public sealed class NoEmailFromTheStart : Entity
    {
        [Text(Format = TextFormat.Email)]
        public string Value { get; set; } = "nobody";
    }

    public sealed class NoZoneFromTheStart : Entity
    {
        [TimeZone]
        public string Value { get; set; } = "Atlantis/Capital";
    }

    public sealed class NoNumberFromTheStart : Entity
    {
        public double Value { get; set; } = double.NaN;
    }

    public sealed class InvalidPartFromTheStart : Entity
    {
        public Part Value { get; set; } = new() { Name = new string('x', 201) };
    }

    public sealed class WithinTheBounds : Entity
    {
        [Number(Min = 1, Max = 10)]
        public int Value { get; set; } = 10;
    }

    public sealed class TextBackwards : Entity
    {
        [Text(MinLength = 5, MaxLength = 4)]
        public string? Value { get; set; }
    }

    public sealed class TextOfNoLength : Entity
    {
        [Text(MaxLength = 0)]
        public string? Value { get; set; }
    }

    public sealed class LongTextOfNegativeLength : Entity
    {
        [LongText(MaxLength = -1)]
        public string? Value { get; set; }
    }

    public sealed class NumberBackwards : Entity
    {
        [Number(Min = 2, Max = 1)]
        public double? Value { get; set; }
    }

    public sealed class NothingWhole : Entity
    {
        [Number(Min = 1.2, Max = 1.8)]
        public int? Value { get; set; }
    }

    public sealed class BeyondInt : Entity
    {
        [Number(Min = 3e9)]
        public int? Value { get; set; }
    }

    public sealed class DateBackwards : Entity
    {
        [Date(Min = "2026-01-02", Max = "2026-01-01")]
        public DateOnly? Value { get; set; }
    }

    public sealed class DateUnreadable : Entity
    {
        [Date(Min = "2026-02-30")]
        public DateOnly? Value { get; set; }
    }

    public sealed class TimestampBackwards : Entity
    {
        [Timestamp(Min = "2026-01-01T00:00:01Z", Max = "2026-01-01T00:00:00Z")]
        public DateTimeOffset? Value { get; set; }
    }

    public sealed class TimestampWithOffset : Entity
    {
        [Timestamp(Min = "2026-01-01T00:00:00+01:00")]
        public LocatedTimestamp? Value { get; set; }
    }

    public sealed class ExactlyOne : Entity
    {
        [Number(Min = 7, Max = 7)]
        public int Value { get; set; } = 7;

        [Text(MinLength = 2, MaxLength = 2)]
        public string? Code { get; set; }

        [Date(Min = "2026-01-01", Max = "2026-01-01")]
        public DateOnly? Day { get; set; }
    }

    public sealed class WideBounds : Entity
    {
        [Number(Min = -1e300, Max = 1e300)]
        public decimal Exact { get; set; }

        [Number(Max = 1e300)]
        public long Big { get; set; }

        [Number(Max = 1e300)]
        public int Whole { get; set; }

        [Number(Min = double.NegativeInfinity, Max = double.PositiveInfinity)]
        public double Real { get; set; }
    }

    public sealed class OwnVersion : Entity
    {
        public new int Version { get; set; }
    }

    public sealed class OwnDeletion : Entity
    {
        public new bool IsDeleted { get; set; }
    }

    public sealed class SameWireName : Entity
    {
        public string? URL { get; set; }

        public string? Url { get; set; }
    }

    public sealed class SameColumn : Entity
    {
        public Money? Price { get; set; }

        public string? PriceCurrency { get; set; }
    }

    public sealed record SameNameCommand(string URL)
    {
        public string? Url { get; init; }
    }

    public sealed record Change(Guid Id, long Version, bool IsDeleted);

    public sealed class ClockWithoutSibling : Entity
    {
        [Timestamp(LocatedBy = "Zone")]
        public DateTimeOffset? At { get; set; }
    }

    public sealed class ClockAtText : Entity
    {
        public string? Zone { get; set; }

        [Timestamp(LocatedBy = nameof(Zone))]
        public DateTimeOffset? At { get; set; }
    }

    public sealed class ClockAtNoField : Entity
    {
        [TimeZone, NotAField]
        public string? Zone { get; set; }

        [Timestamp(LocatedBy = nameof(Zone))]
        public DateTimeOffset? At { get; set; }
    }

    public sealed class ClockAtZone : Entity
    {
        [Timestamp(LocatedBy = nameof(Zone))]
        public DateTimeOffset? At { get; set; }

        [TimeZone]
        public string? Zone { get; set; }
    }

    public sealed record Meet([Timestamp(LocatedBy = nameof(Zone))] DateTimeOffset At, [TimeZone] string Zone);

    public sealed class SortableLongText : Entity
    {
        [LongText, Sortable]
        public string? Value { get; set; }
    }

    public sealed class FilterableLongText : Entity
    {
        [LongText, Filterable]
        public string? Value { get; set; }
    }

    public sealed class FilterableJson : Entity
    {
        [Filterable]
        public JsonObject? Value { get; set; }
    }

    public sealed class SortableId : Entity
    {
        [Sortable]
        public Guid? Value { get; set; }
    }

    public sealed class SortableList : Entity
    {
        [Sortable]
        public List<Color>? Value { get; set; }
    }

    public sealed class SortableText : Entity
    {
        [Sortable, Filterable]
        public string? Value { get; set; }
    }

    public sealed class NegativeItems : Entity
    {
        [Items(Min = -1)]
        public List<Part>? Value { get; set; }
    }

    public sealed class NoItems : Entity
    {
        [Items(Max = 0)]
        public List<Part>? Value { get; set; }
    }

    public sealed class ItemsBackwards : Entity
    {
        [Items(Min = 3, Max = 2)]
        public List<Part>? Value { get; set; }
    }

    public sealed class ThreeItems : Entity
    {
        [Items(Min = 3, Max = 3)]
        public List<Part>? Value { get; set; }
    }

    public abstract class Abstract : Entity
    {
        public string? Name { get; set; }
    }

    public sealed class NeedsSomething(Uri uri) : Entity
    {
        public string? Name { get; set; } = uri.ToString();
    }

    public sealed class Fails : Entity
    {
        public string Name { get; set; } = Fail();

        private static string Fail() => throw new InvalidOperationException("No name today.");
    }

    public sealed class PrivateSet : Entity
    {
        public string? Name { get; private set; }
    }

    public sealed record Secretive(Guid Id, [property: NotAField] string Secret);

    public sealed record Nothing2;

    public sealed class WithConstructor(Guid id)
    {
        public Guid Id { get; } = id;
    }

    private sealed class Hidden : Entity
    {
        public string? Name { get; set; }
    }
}
