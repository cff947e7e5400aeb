using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Kumiko.AspNetCore;

/// <summary>The language that a request asks for: <c>X-Locale</c>, else the best of <c>Accept-Language</c>. What is no tag is passed over.</summary>
internal static class RequestLocale
{
    private const int MaxLength = 35;
    private const int MaxCandidates = 32;

    public static string? Read(IHeaderDictionary headers)
    {
        if (headers["X-Locale"] is { Count: 1 } own && own[0] is { } locale && IsTag(locale))
        {
            return locale;
        }

        return headers[HeaderNames.AcceptLanguage] is { Count: 1 } accepted ? Best(accepted[0]) : null;
    }

    private static string? Best(ReadOnlySpan<char> header)
    {
        var best = ReadOnlySpan<char>.Empty;
        var bestQuality = 0d;
        var candidates = 0;
        foreach (var range in header.Split(','))
        {
            if (++candidates > MaxCandidates)
            {
                break;
            }

            var item = header[range];
            var semicolon = item.IndexOf(';');
            var tag = (semicolon < 0 ? item : item[..semicolon]).Trim();
            var quality = semicolon < 0 ? 1 : Quality(item[(semicolon + 1)..]);
            if (quality > bestQuality && IsTag(tag))
            {
                best = tag;
                bestQuality = quality;
            }
        }

        return best.IsEmpty ? null : best.ToString();
    }

    private static double Quality(ReadOnlySpan<char> parameter)
    {
        parameter = parameter.Trim();
        return parameter.StartsWith("q=", StringComparison.OrdinalIgnoreCase)
            && double.TryParse(parameter[2..], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var quality)
            && quality is >= 0 and <= 1
                ? quality
                : 0;
    }

    /// <summary>Two or three letters, then groups of up to eight letters or digits: enough of BCP 47 to be safe and useful.</summary>
    private static bool IsTag(ReadOnlySpan<char> text)
    {
        if (text.Length > MaxLength)
        {
            return false;
        }

        var isLanguage = true;
        foreach (var range in text.Split('-'))
        {
            var part = text[range];
            var fits = isLanguage
                ? part.Length is 2 or 3 && IsAll(part, char.IsAsciiLetter)
                : part.Length is >= 1 and <= 8 && IsAll(part, char.IsAsciiLetterOrDigit);
            if (!fits)
            {
                return false;
            }

            isLanguage = false;
        }

        return !isLanguage;
    }

    private static bool IsAll(ReadOnlySpan<char> text, Func<char, bool> test)
    {
        foreach (var character in text)
        {
            if (!test(character))
            {
                return false;
            }
        }

        return true;
    }
}
