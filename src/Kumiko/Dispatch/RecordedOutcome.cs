using System.Runtime.InteropServices;
using System.Text.Json;

namespace Kumiko;

/// <summary>A batch's outcome as it is stored for repetitions.</summary>
internal static class RecordedOutcome
{
    public static ReadOnlyMemory<byte> Write(BatchOutcome outcome) => JsonText.BytesOf(outcome, static (writer, outcome) =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray("results");
        foreach (var result in outcome.Results)
        {
            writer.WriteRawValue(result.Span, skipInputValidation: true);
        }

        writer.WriteEndArray();
        if (outcome.Error is not null)
        {
            writer.WriteStartObject("error");
            ErrorJson.WriteMembers(writer, outcome.Error);
            writer.WriteEndObject();
        }

        if (outcome.FailedIndex is { } index)
        {
            writer.WriteNumber("failedIndex", index);
        }

        writer.WriteEndObject();
    });

    public static BatchOutcome Read(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        return new BatchOutcome
        {
            Results = [.. root.GetProperty("results").EnumerateArray().Select(r => (ReadOnlyMemory<byte>)JsonMarshal.GetRawUtf8Value(r).ToArray())],
            Error = root.TryGetProperty("error", out var error) ? ReadError(error) : null,
            FailedIndex = root.TryGetProperty("failedIndex", out var index) ? index.GetInt32() : null,
            IsReplay = true,
        };
    }

    private static RecordedFailure ReadError(JsonElement error) => new(
        error.GetProperty("code").GetString()!,
        error.GetProperty("httpStatus").GetInt32(),
        error.GetProperty("i18nKey").GetString()!,
        error.GetProperty("message").GetString()!,
        Members(error, "i18nParams"),
        Members(error, "details"));

    /// <summary>The reason is read as text, because it names the failure; the rest goes out as it came in.</summary>
    private static Dictionary<string, object?>? Members(JsonElement error, string name) => error.TryGetProperty(name, out var members)
        ? members.EnumerateObject().ToDictionary(m => m.Name, m => (object?)(m.Value.ValueKind == JsonValueKind.String ? m.Value.GetString() : m.Value.Clone()))
        : null;
}
