using NodaTime;
using NodaTime.TimeZones;

namespace Kumiko;

/// <summary>Time zones come with the application, so that a machine without zone files has the same ones.</summary>
internal static class TimeZones
{
    private static readonly Instant First = Instant.FromDateTimeOffset(DateTimeOffset.MinValue);
    private static readonly Instant Last = Instant.FromDateTimeOffset(DateTimeOffset.MaxValue);

    public static bool Exists(string zone) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is not null;

    public static DateTimeZone Of(string zone) => DateTimeZoneProviders.Tzdb[zone];

    /// <exception cref="ArgumentOutOfRangeException">The instant lies before the year 1 or after the year 9999.</exception>
    public static DateTimeOffset ToUtc(DateTime local, string zone) => TryToUtc(local, zone, out var utc)
        ? utc
        : throw new ArgumentOutOfRangeException(nameof(local), local, "The instant lies before the year 1 or after the year 9999.");

    public static bool TryToUtc(DateTime local, string zone, out DateTimeOffset utc)
    {
        var instant = Of(zone).ResolveLocal(LocalDateTime.FromDateTime(local), Resolvers.LenientResolver).ToInstant();
        var fits = instant >= First && instant <= Last;
        utc = fits ? instant.ToDateTimeOffset() : default;
        return fits;
    }

    /// <summary>Whether the clock on the wall shows the instant within the years 1 to 9999.</summary>
    public static bool HasLocal(DateTimeOffset utc, string zone) =>
        Instant.FromDateTimeOffset(utc).InZone(Of(zone)).LocalDateTime.Year is >= 1 and <= 9999;
}
