using System.Text.Json.Nodes;

namespace Kumiko;

/// <summary>
/// One step between two versions of an event, said member by member. Whatever the order of the calls: members are renamed first, then absent ones
/// get their defaults, and last, present ones are mapped. Names are those of the stored JSON, camelCase.
/// </summary>
public sealed class MigrationBuilder
{
    private readonly List<(string Old, string New)> _renames = [];
    private readonly List<(string Name, JsonNode? Value)> _defaults = [];
    private readonly List<(string Name, Func<JsonNode?, JsonNode?> Change)> _maps = [];

    internal MigrationBuilder()
    {
    }

    internal IReadOnlyList<string> Problems => [.. FindProblems()];

    /// <summary>Moves a member to another name, if it is there.</summary>
    public MigrationBuilder Rename(string from, string to)
    {
        _renames.Add((from, to));
        return this;
    }

    /// <summary>Adds a member where it is absent; one that is there, even as null, stays.</summary>
    public MigrationBuilder Default(string name, JsonNode? value)
    {
        _defaults.Add((name, value));
        return this;
    }

    /// <summary>Changes a member's value, if it is there; its value may be null.</summary>
    public MigrationBuilder Map(string name, Func<JsonNode?, JsonNode?> change)
    {
        _maps.Add((name, change));
        return this;
    }

    internal JsonObject Apply(JsonObject payload)
    {
        // All leave their places before any takes its new one, so that two members can change names.
        var moved = new List<(string Name, JsonNode? Value)>(_renames.Count);
        foreach (var (old, to) in _renames)
        {
            if (payload.TryGetPropertyValue(old, out var value))
            {
                payload.Remove(old);
                moved.Add((to, value));
            }
        }

        foreach (var (name, value) in moved)
        {
            payload[name] = value;
        }

        foreach (var (name, value) in _defaults)
        {
            if (!payload.ContainsKey(name))
            {
                payload[name] = value?.DeepClone();
            }
        }

        foreach (var (name, change) in _maps)
        {
            if (payload.TryGetPropertyValue(name, out var value))
            {
                payload.Remove(name);
                var changed = change(value);
                payload[name] = changed?.Parent is null ? changed : changed.DeepClone();
            }
        }

        return payload;
    }

    private IEnumerable<string> FindProblems()
    {
        var names = _renames.SelectMany(r => new[] { r.Old, r.New }).Concat(_defaults.Select(d => d.Name)).Concat(_maps.Select(m => m.Name));
        if (names.Any(string.IsNullOrWhiteSpace))
        {
            yield return "A name is blank.";
        }

        foreach (var name in Twice(_renames.Select(r => r.Old)))
        {
            yield return $"'{name}' is renamed twice.";
        }

        foreach (var name in Twice(_renames.Select(r => r.New)))
        {
            yield return $"Two members are renamed to '{name}'.";
        }

        foreach (var name in Twice(_defaults.Select(d => d.Name)))
        {
            yield return $"'{name}' has two defaults.";
        }

        foreach (var name in Twice(_maps.Select(m => m.Name)))
        {
            yield return $"'{name}' is mapped twice.";
        }
    }

    private static IEnumerable<string> Twice(IEnumerable<string> names) => names.GroupBy(n => n).Where(g => g.Count() > 1).Select(g => g.Key);
}
