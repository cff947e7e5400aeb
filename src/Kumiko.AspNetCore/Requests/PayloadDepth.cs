using System.Runtime.InteropServices;
using System.Text.Json;

namespace Kumiko.AspNetCore;

/// <summary>Refuses payloads that nest too deeply, so that recursive code behind the edge has a bound.</summary>
internal static class PayloadDepth
{
    private const int Max = 20;

    public static void Require(JsonElement payload)
    {
        if (payload.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
        {
            return;
        }

        // Counting brackets is many times faster than reading, and settles the matter for nearly every payload.
        var text = JsonMarshal.GetRawUtf8Value(payload);
        if (text.Count((byte)'{') + text.Count((byte)'[') <= Max)
        {
            return;
        }

        var reader = new Utf8JsonReader(text);
        while (reader.Read())
        {
            if (reader.CurrentDepth > Max)
            {
                throw Exceeded();
            }
        }
    }

    public static ValidationFailedException Exceeded() =>
        new(new FieldIssue("payload", IssueCodes.TooDeep, new Dictionary<string, object?> { ["maxDepth"] = Max })
        {
            I18nKey = "errors.validation.payload_too_deep",
        });
}
