namespace Kumiko.Sqlite;

/// <summary>Instants as whole microseconds since the start of 1970 in UTC; smaller parts are cut off towards the past.</summary>
internal static class Timestamps
{
    public const long Smallest = -62_135_596_800_000_000;

    public const long Largest = 253_402_300_799_999_999;

    public static long ToMicroseconds(DateTimeOffset instant)
    {
        var ticks = instant.UtcTicks - DateTime.UnixEpoch.Ticks;
        var (microseconds, rest) = Math.DivRem(ticks, TimeSpan.TicksPerMicrosecond);
        return rest < 0 ? microseconds - 1 : microseconds;
    }

    public static DateTimeOffset FromMicroseconds(long microseconds) =>
        new(DateTime.UnixEpoch.Ticks + (microseconds * TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
}
