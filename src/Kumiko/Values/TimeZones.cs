using NodaTime;
using NodaTime.TimeZones;

namespace Kumiko;

/// <summary>Time zones come with the application, so that a machine without zone files has the same ones.</summary>
internal static class TimeZones
{
    /// <summary>From here on, instants may lie beyond what <see cref="Instant"/> can hold.</summary>
    private static readonly DateTime LastDays = new(9999, 12, 30);

    public static bool Exists(string zone) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is not null;

    public static DateTimeZone Of(string zone) => DateTimeZoneProviders.Tzdb[zone];

    /// <exception cref="ArgumentOutOfRangeException">The instant lies before the year 1 or after the year 9999.</exception>
    public static DateTimeOffset ToUtc(DateTime local, string zone) => TryToUtc(local, zone, out var utc)
        ? utc
        : throw new ArgumentOutOfRangeException(nameof(local), local, "The instant lies before the year 1 or after the year 9999.");

    public static bool TryToUtc(DateTime local, string zone, out DateTimeOffset utc)
    {
        var ticks = local < LastDays
            ? Of(zone).ResolveLocal(LocalDateTime.FromDateTime(local), Resolvers.LenientResolver).ToInstant().ToUnixTimeTicks() + DateTime.UnixEpoch.Ticks
            : local.Ticks - OffsetAt(LastDays, zone);
        var fits = IsTime(ticks);
        utc = fits ? new DateTimeOffset(ticks, TimeSpan.Zero) : default;
        return fits;
    }

    /// <summary>Whether the clock on the wall shows the instant within the years 1 to 9999.</summary>
    public static bool HasLocal(DateTimeOffset utc, string zone) => IsTime(utc.UtcTicks + OffsetAt(utc.UtcDateTime, zone));

    private static long OffsetAt(DateTime utc, string zone) =>
        Of(zone).GetUtcOffset(Instant.FromDateTimeUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc))).Ticks;

    private static bool IsTime(long ticks) => ticks >= DateTime.MinValue.Ticks && ticks <= DateTime.MaxValue.Ticks;
}
