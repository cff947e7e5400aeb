using System.Buffers.Text;
using System.Text.Json;

namespace Kumiko.AspNetCore;

/// <summary>The header of a token. Only HS256 counts: the algorithm is our choice, never the sender's.</summary>
internal readonly record struct TokenHeader(string? KeyId)
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public static TokenHeader? Read(ReadOnlySpan<byte> encoded)
    {
        if (!Base64Url.IsValid(encoded))
        {
            return null;
        }

        var json = Base64Url.DecodeFromUtf8(encoded);
        if (!JsonText.IsUnicode(json))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            return Read(document.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static TokenHeader? Read(JsonElement header)
    {
        // A header that lists critical extensions asks to be refused by those that know none.
        if (header.ValueKind != JsonValueKind.Object
            || !header.TryGetProperty("alg"u8, out var algorithm)
            || algorithm.ValueKind != JsonValueKind.String
            || !algorithm.ValueEquals("HS256"u8)
            || header.TryGetProperty("crit"u8, out _))
        {
            return null;
        }

        if (!header.TryGetProperty("kid"u8, out var keyId))
        {
            return new TokenHeader(KeyId: null);
        }

        return keyId.ValueKind == JsonValueKind.String ? new TokenHeader(keyId.GetString()) : null;
    }
}
