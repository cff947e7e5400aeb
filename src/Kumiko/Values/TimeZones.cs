using NodaTime;
using NodaTime.TimeZones;

namespace Kumiko;

/// <summary>Time zones come with the application, so that a machine without zone files has the same ones.</summary>
internal static class TimeZones
{
    public static bool Exists(string zone) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is not null;

    public static DateTimeZone Of(string zone) => DateTimeZoneProviders.Tzdb[zone];

    public static DateTimeOffset ToUtc(DateTime local, string zone) =>
        Of(zone).ResolveLocal(LocalDateTime.FromDateTime(local), Resolvers.LenientResolver).ToInstant().ToDateTimeOffset();
}
