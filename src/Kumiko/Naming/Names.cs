using System.Text.RegularExpressions;

namespace Kumiko;

/// <summary>The rules by which short names become qualified ones: <c>scope:type:name</c>.</summary>
public static partial class Names
{
    private static readonly string[] KnownTypes =
        ["write", "query", "stream", "hook", "job", "notify", "event", "channel", "config", "secret", "screen", "nav", "projection", "workspace"];

    /// <summary>
    /// Turns a name into kebab-case: dots become dashes, a dash goes before a capital that begins a word, everything is lower-cased.
    /// Colons and underscores stay.
    /// </summary>
    public static string ToKebab(string name) =>
        WordStart().Replace(AcronymEnd().Replace(name.Replace('.', '-'), "$1-$2"), "$1-$2").ToLowerInvariant();

    /// <summary>Whether a text is one kebab-case word: it begins with a letter, then letters, digits and dashes, all lower-case.</summary>
    public static bool IsKebabSegment(string text) => Segment().IsMatch(text);

    /// <summary>Puts the scope and the type in front of a short name.</summary>
    public static string Qualify(string feature, string type, string name) => $"{ToKebab(feature)}:{type}:{ToKebab(name)}";

    /// <summary>Whether every part of a short name can stand in a qualified one.</summary>
    internal static bool IsLegal(string shortName) => ToKebab(shortName).Split(':').All(IsKebabSegment);

    /// <summary>Whether a short name already carries its scope and a type word: the first two parts, both.</summary>
    internal static bool IsQualifiedTwice(string feature, string shortName) =>
        ToKebab(shortName).Split(':') is [var scope, var type, _, ..] && scope == ToKebab(feature) && KnownTypes.Contains(type);

    /// <summary>The nearest legal name; null where nothing of the name can be kept.</summary>
    internal static string? Suggest(string name)
    {
        var letters = IllegalCharacter().Replace(ToKebab(name).Replace('_', '-').Replace(' ', '-'), "");
        var parts = letters.Split(':').Select(part => Beginning().Replace(part, "").TrimEnd('-')).Where(part => part.Length > 0);
        return string.Join(':', parts) is { Length: > 0 } legal ? legal : null;
    }

    /// <summary>How to mend an illegal name, where that can be said.</summary>
    internal static string? Mend(string name) => Suggest(name) is { } legal ? $"Name it '{legal}'." : null;

    /// <summary>The plural of an entity's name, as its table has it.</summary>
    internal static string Plural(string name) => name switch
    {
        _ when name.EndsWith('s') || name.EndsWith("sh", StringComparison.Ordinal) || name.EndsWith("ch", StringComparison.Ordinal) || name.EndsWith('x') => name + "es",
        [.., var before, 'y'] when !"aeiou".Contains(before) => name[..^1] + "ies",
        _ => name + "s",
    };

    [GeneratedRegex("^[a-z][a-z0-9-]*\\z")]
    private static partial Regex Segment();

    [GeneratedRegex("([A-Z]+)([A-Z][a-z])")]
    private static partial Regex AcronymEnd();

    [GeneratedRegex("([a-z0-9])([A-Z])")]
    private static partial Regex WordStart();

    [GeneratedRegex("^[0-9-]+")]
    private static partial Regex Beginning();

    [GeneratedRegex("[^a-z0-9:-]")]
    private static partial Regex IllegalCharacter();
}
