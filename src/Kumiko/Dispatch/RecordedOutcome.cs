using System.Runtime.InteropServices;
using System.Text.Json;

namespace Kumiko;

/// <summary>A batch's outcome as it is stored for repetitions.</summary>
internal static class RecordedOutcome
{
    private const string Viewer = "viewer";

    /// <param name="outcome">What became of the batch.</param>
    /// <param name="viewer">For whom the results were written; null where all see the same.</param>
    public static ReadOnlyMemory<byte> Write(BatchOutcome outcome, string? viewer) => JsonText.BytesOf((outcome, viewer), static (writer, s) =>
    {
        var outcome = s.outcome;
        writer.WriteStartObject();
        if (s.viewer is not null)
        {
            writer.WriteString(Viewer, s.viewer);
        }

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

    /// <param name="json">What was stored.</param>
    /// <param name="viewer">
    /// Who asks now; null where all see the same. Results that were written for somebody who may see other things are not shown: the request was carried
    /// out, and that is all that is left of its answer.
    /// </param>
    public static BatchOutcome Read(ReadOnlyMemory<byte> json, string? viewer)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        var isSame = viewer is null || (root.TryGetProperty(Viewer, out var writtenFor) && writtenFor.ValueEquals(viewer));
        return new BatchOutcome
        {
            Results = [.. root.GetProperty("results").EnumerateArray().Select(r => (ReadOnlyMemory<byte>)(isSame ? JsonMarshal.GetRawUtf8Value(r).ToArray() : "null"u8.ToArray()))],
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
