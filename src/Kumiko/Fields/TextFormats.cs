using System.Text.RegularExpressions;

namespace Kumiko;

internal static partial class TextFormats
{
    public static string NameOf(TextFormat format) => format.ToString().ToLowerInvariant();

    public static bool Matches(TextFormat format, string text) => format switch
    {
        TextFormat.Email => Email().IsMatch(text),
        TextFormat.Url => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri is { Host.Length: > 0 }
            && !text.Any(char.IsWhiteSpace),
        TextFormat.Phone => Phone().IsMatch(text) && text.Count(char.IsAsciiDigit) is >= 3 and <= 15,
        _ => true,
    };

    [GeneratedRegex(@"^[^\s@,;<>()\[\]""\\]{1,64}@[^\s@.,;<>()\[\]""\\]+(\.[^\s@.,;<>()\[\]""\\]+)+\z", RegexOptions.NonBacktracking)]
    private static partial Regex Email();

    [GeneratedRegex(@"^\+?[0-9 ()\-./]+\z", RegexOptions.NonBacktracking)]
    private static partial Regex Phone();
}
