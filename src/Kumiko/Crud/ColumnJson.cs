using System.Globalization;
using System.Text.Json;
using Kumiko.Storage;

namespace Kumiko;

/// <summary>A column's value as JSON, exactly: what a cursor carries.</summary>
internal static class ColumnJson
{
    public static void Write(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null: writer.WriteNullValue(); break;
            case bool flag: writer.WriteBooleanValue(flag); break;
            case int number: writer.WriteNumberValue(number); break;
            case long number: writer.WriteNumberValue(number); break;
            case double number: writer.WriteNumberValue(number); break;
            case decimal number: writer.WriteNumberValue(number); break;
            case DateOnly date: writer.WriteStringValue(date.ToString("O", CultureInfo.InvariantCulture)); break;
            case DateTimeOffset instant: writer.WriteNumberValue(instant.UtcTicks); break;
            default: writer.WriteStringValue(value.ToString()); break;
        }
    }

    public static object? Read(JsonElement json, ColumnType type) => json.ValueKind == JsonValueKind.Null ? null : type switch
    {
        ColumnType.Uuid => json.GetGuid(),
        ColumnType.Boolean => json.GetBoolean(),
        ColumnType.Int32 => json.GetInt32(),
        ColumnType.Int64 => json.GetInt64(),
        ColumnType.Double => json.GetDouble(),
        ColumnType.Decimal => json.GetDecimal(),
        ColumnType.Date => DateOnly.ParseExact(json.GetString()!, "O", CultureInfo.InvariantCulture),
        ColumnType.Timestamp => TicksOf(json.GetInt64()),
        _ => json.GetString(),
    };

    private static DateTimeOffset TicksOf(long ticks) => ticks >= 0 && ticks <= DateTimeOffset.MaxValue.UtcTicks
        ? new DateTimeOffset(ticks, TimeSpan.Zero)
        : throw new FormatException();
}
