using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;

namespace Kumiko.AspNetCore;

/// <summary>
/// Parses JSON so that nothing behind the edge can stumble over it: valid UTF-8, no unpaired surrogates, no name twice in one object.
/// What <see cref="JsonDocument"/> alone would accept fails much later, when somebody reads the text.
/// </summary>
internal static class JsonText
{
    private const int MaxDepth = 64;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false };

    public static JsonDocument Parse(ReadOnlyMemory<byte> text)
    {
        if (!IsUnicode(text.Span))
        {
            throw Malformed();
        }

        try
        {
            return JsonDocument.Parse(text, Options);
        }
        catch (JsonException)
        {
            throw IsTooDeep(text.Span) ? PayloadDepth.Exceeded() : Malformed();
        }
    }

    /// <summary>Whether the bytes are UTF-8 and every escaped surrogate has its partner.</summary>
    public static bool IsUnicode(ReadOnlySpan<byte> text) => Utf8.IsValid(text) && SurrogatesArePaired(text);

    private static ValidationFailedException Malformed() =>
        new(new FieldIssue(FieldIssue.Root, IssueCodes.InvalidType, new Dictionary<string, object?> { ["expected"] = "json" }));

    /// <summary>Tells text that nests too deeply from text that is no JSON; the parser reports both alike.</summary>
    private static bool IsTooDeep(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = MaxDepth + 2 });
        try
        {
            while (reader.Read())
            {
                if (reader.CurrentDepth >= MaxDepth)
                {
                    return true;
                }
            }
        }
        catch (JsonException)
        {
            return false;
        }

        return false;
    }

    private static bool SurrogatesArePaired(ReadOnlySpan<byte> text)
    {
        var highIsOpen = false;
        while (text.IndexOf((byte)'\\') is var escape and >= 0)
        {
            if (highIsOpen && escape != 0)
            {
                return false;
            }

            text = text[escape..];
            var unit = ReadUnit(text);
            if (highIsOpen != char.IsLowSurrogate(unit))
            {
                return false;
            }

            highIsOpen = char.IsHighSurrogate(unit);
            text = text[Math.Min(text.Length, text.Length > 1 && text[1] == 'u' ? 6 : 2)..];
        }

        return !highIsOpen;
    }

    /// <summary>The UTF-16 unit that an escape names in hexadecimal; NUL for every other escape.</summary>
    private static char ReadUnit(ReadOnlySpan<byte> escape) =>
        escape.Length >= 6
        && escape[1] == 'u'
        && ushort.TryParse(escape[2..6], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
            ? (char)unit
            : '\0';
}
