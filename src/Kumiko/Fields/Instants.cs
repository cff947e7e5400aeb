using System.Globalization;
using System.Text.Json;

namespace Kumiko;

/// <summary>Instants as text: ISO 8601 in UTC with a <c>Z</c>, with three decimals, or six where there are microseconds.</summary>
internal static class Instants
{
    private static readonly string[] UtcFormats =
        ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm'Z'"];

    private static readonly string[] LocalFormats = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm"];

    public static bool TryParse(string text, out DateTimeOffset instant)
    {
        var parsed = DateTimeOffset.TryParseExact(text, UtcFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out instant);
        instant = ToMicroseconds(instant);
        return parsed;
    }

    public static bool TryParseLocal(string text, out DateTime local) =>
        DateTime.TryParseExact(text, LocalFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out local);

    public static DateTimeOffset ToMicroseconds(DateTimeOffset instant) =>
        new(instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);

    public static DateTimeOffset ToMilliseconds(DateTimeOffset instant) =>
        new(instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);

    public static string Format(DateTimeOffset instant) => instant.UtcDateTime.ToString(
        HasMicroseconds(instant) ? "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'" : "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static string FormatLocal(DateTime local) =>
        local.ToString(local.Ticks % TimeSpan.TicksPerSecond == 0 ? "yyyy-MM-dd'T'HH:mm:ss" : "yyyy-MM-dd'T'HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture);

    public static void Write(Utf8JsonWriter writer, DateTimeOffset instant)
    {
        // The round-trip format has a short cut that custom formats lack, and only differs in its seven decimals.
        Span<byte> text = stackalloc byte[28];
        instant.UtcDateTime.TryFormat(text, out _, "O", CultureInfo.InvariantCulture);
        var length = HasMicroseconds(instant) ? 26 : 23;
        text[length] = (byte)'Z';
        writer.WriteStringValue(text[..(length + 1)]);
    }

    private static bool HasMicroseconds(DateTimeOffset instant) => instant.UtcTicks % TimeSpan.TicksPerMillisecond != 0;
}
