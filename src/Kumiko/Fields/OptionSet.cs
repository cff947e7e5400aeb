using System.Collections.Frozen;

namespace Kumiko;

/// <summary>The options of a select: named by the author, or the members of an enum in camelCase.</summary>
internal sealed class OptionSet
{
    private readonly FrozenDictionary<object, string>? _names;
    private readonly FrozenDictionary<string, object>? _members;

    private OptionSet(IReadOnlyList<string> names) => Names = names;

    private OptionSet(IReadOnlyList<(string Name, object Member)> members)
        : this([.. members.Select(m => m.Name)])
    {
        _names = members.ToFrozenDictionary(m => m.Member, m => m.Name);
        _members = members.ToFrozenDictionary(m => m.Name, m => m.Member);
    }

    public IReadOnlyList<string> Names { get; }

    public static OptionSet Of(IReadOnlyList<string> names) => new(names);

    public static OptionSet OfEnum(Type type) => new([.. MembersOf(type).DistinctBy(m => m.Name)]);

    /// <summary>The options that an enum would offer. Two names of one member are one option.</summary>
    public static IReadOnlyList<string> NamesOf(Type type) => [.. MembersOf(type).Select(m => m.Name)];

    private static List<(string Name, object Member)> MembersOf(Type type) =>
        [.. Enum.GetNames(type).Select(name => (JsonNames.Camel(name), Enum.Parse(type, name))).DistinctBy(m => m.Item2)];

    public bool Contains(string name) => _members?.ContainsKey(name) ?? Names.Contains(name);

    /// <summary>An enum value without a name becomes its number, which no list of options contains: the check reports it.</summary>
    public string NameOf(object member) => _names is null ? (string)member : _names.GetValueOrDefault(member) ?? member.ToString()!;

    /// <exception cref="InvalidOperationException">The option was stored once and was removed from the enum since.</exception>
    public object MemberOf(string name) => _members is null ? name
        : _members.GetValueOrDefault(name) ?? throw new InvalidOperationException(
            $"The stored option '{name}' is none of: {string.Join(", ", Names)}. Options that were in use must stay declared.");
}
