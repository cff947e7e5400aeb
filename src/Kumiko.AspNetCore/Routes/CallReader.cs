using System.Text.Json;

namespace Kumiko.AspNetCore;

/// <summary>Reads calls and request ids out of the envelopes of the dispatcher routes.</summary>
internal static class CallReader
{
    /// <param name="envelope">The object with <c>type</c> and <c>payload</c>.</param>
    /// <param name="path">Where the object stands, with a dot at its end; empty for the body itself.</param>
    public static HandlerCall Read(JsonElement envelope, string path = "")
    {
        if (envelope.ValueKind != JsonValueKind.Object)
        {
            throw WrongType(path.Length == 0 ? FieldIssue.Root : path.TrimEnd('.'), "object", NameOf(envelope));
        }

        envelope.TryGetProperty("type"u8, out var type);
        if (type.ValueKind != JsonValueKind.String)
        {
            throw WrongType(path + "type", "string", NameOf(type));
        }

        envelope.TryGetProperty("payload"u8, out var payload);
        PayloadDepth.Require(payload);
        return new HandlerCall(type.GetString()!, payload);
    }

    public static string? RequestId(JsonElement envelope)
    {
        const string Path = "requestId";
        if (envelope.ValueKind != JsonValueKind.Object || !envelope.TryGetProperty("requestId"u8, out var element))
        {
            return null;
        }

        if (element.ValueKind != JsonValueKind.String)
        {
            throw WrongType(Path, "string", NameOf(element));
        }

        var text = element.GetString()!;
        if (text.Length > SafeText.MaxLength)
        {
            throw new ValidationFailedException(new FieldIssue(Path, IssueCodes.TooBig, Maximum(SafeText.MaxLength)));
        }

        return SafeText.IsSafe(text)
            ? text
            : throw new ValidationFailedException(new FieldIssue(Path, IssueCodes.InvalidFormat, new Dictionary<string, object?>
            {
                ["format"] = "regex",
                ["pattern"] = SafeText.Pattern,
            }));
    }

    public static IReadOnlyDictionary<string, object?> Maximum(int maximum) =>
        new Dictionary<string, object?> { ["maximum"] = maximum, ["inclusive"] = true };

    public static ValidationFailedException WrongType(string path, string expected, string received) =>
        new(new FieldIssue(path, IssueCodes.InvalidType, new Dictionary<string, object?> { ["expected"] = expected, ["received"] = received }));

    public static string NameOf(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Undefined => "undefined",
        JsonValueKind.Null => "null",
        JsonValueKind.String => "string",
        JsonValueKind.Number => "number",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Array => "array",
        _ => "object",
    };
}
