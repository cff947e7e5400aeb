using System.Text;

namespace Kumiko.Sqlite;

internal static class CodePoints
{
    /// <summary>The smallest text, by code point, behind all texts that start with this one; null when there is none.</summary>
    public static string? Behind(string prefix)
    {
        var runes = prefix.EnumerateRunes().ToArray();
        for (var last = runes.Length - 1; last >= 0; last--)
        {
            if (Next(runes[last]) is { } next)
            {
                return string.Concat(runes[..last].Append(next).Select(r => r.ToString()));
            }
        }

        return null;
    }

    private static Rune? Next(Rune rune) => rune.Value switch
    {
        0x10FFFF => null,
        0xD7FF => new Rune(0xE000),
        var value => new Rune(value + 1),
    };
}
