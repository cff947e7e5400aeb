using NodaTime;

namespace Kumiko;

/// <summary>An instant together with the place whose clock counts: an appointment at 9:00 in Berlin.</summary>
/// <param name="Utc">The instant, in UTC.</param>
/// <param name="Zone">The IANA time zone, such as <c>Europe/Berlin</c>.</param>
public readonly record struct LocatedTimestamp(DateTimeOffset Utc, string Zone)
{
    /// <summary>What the clock on the wall shows there.</summary>
    public DateTime Local =>
        Instant.FromDateTimeOffset(Utc).InZone(TimeZones.Of(Zone)).LocalDateTime.ToDateTimeUnspecified();

    /// <summary>
    /// Reads a clock on the wall. A time that the clock skips is moved forward by the length of the gap; of a time that it shows twice,
    /// the first is meant.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The instant lies before the year 1 or after the year 9999.</exception>
    public static LocatedTimestamp FromLocal(DateTime local, string zone) => new(TimeZones.ToUtc(local, zone), zone);
}
