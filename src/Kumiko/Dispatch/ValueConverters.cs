using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kumiko;

/// <summary>The framework's values in answers that authors shape themselves: the same JSON that fields have.</summary>
internal static class ValueConverters
{
    public static IReadOnlyList<JsonConverter> All { get; } =
    [
        new FieldConverter<Money>(new MoneyType(null)),
        new FieldConverter<LocatedTimestamp>(new LocatedTimestampType(null, null)),
        new FieldConverter<DateTimeOffset>(new TimestampType(null, null, null)),
        new FieldConverter<long>(new BigIntegerType(null, null)),
        new TextConverter<TenantId>(tenant => tenant.ToString(), TenantId.Parse),
        new TextConverter<UserId>(user => user.Value, text => new UserId(text)),
        new VersionConverter(),
        new TextConverter<EventPosition>(position => position.ToString(), text => new EventPosition(long.Parse(text))),
    ];

    private sealed class FieldConverter<T>(FieldType type) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using var document = JsonDocument.ParseValue(ref reader);
            var issues = new IssueList();
            return type.Read(document.RootElement, FieldIssue.Root, issues) is T value && !issues.Any ? value : throw new JsonException($"No {type.Kind}.");
        }

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            type.Write(writer, type.Normalize(value!), JsonForm.Wire);
    }

    private sealed class TextConverter<T>(Func<T, string> text, Func<string, T> parse) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            parse(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(text(value));
    }

    private sealed class VersionConverter : JsonConverter<StreamVersion>
    {
        public override StreamVersion Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetInt64());

        public override void Write(Utf8JsonWriter writer, StreamVersion value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Value);
    }
}
