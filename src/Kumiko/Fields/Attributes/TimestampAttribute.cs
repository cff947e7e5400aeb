namespace Kumiko;

/// <summary>The bounds of a <see cref="DateTimeOffset"/> or <see cref="LocatedTimestamp"/>, and where its clock hangs.</summary>
public sealed class TimestampAttribute : FieldAttribute
{
    /// <summary>The first instant, in UTC: <c>2026-01-01T00:00:00Z</c>.</summary>
    public string? Min { get; init; }

    /// <summary>The last instant, in UTC.</summary>
    public string? Max { get; init; }

    /// <summary>
    /// A sibling property with a <see cref="TimeZoneAttribute"/>. Input without a <c>Z</c> is then read as the clock on the wall there.
    /// </summary>
    public string? LocatedBy { get; init; }
}
