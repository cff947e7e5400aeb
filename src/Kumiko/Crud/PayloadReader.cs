using System.Text.Json;

namespace Kumiko;

/// <summary>Reads the payloads of the standard handlers, whose members the framework names. Collects every issue.</summary>
internal readonly struct PayloadReader
{
    private static readonly UuidType Uuid = new();
    private readonly JsonElement _json;
    private readonly IssueList _issues;

    public PayloadReader(JsonElement json, IssueList issues, params ReadOnlySpan<string> members)
    {
        _issues = issues;
        _json = json;
        if (json.ValueKind is not (JsonValueKind.Object or JsonValueKind.Undefined))
        {
            issues.Add(FieldIssue.Root, IssueCodes.InvalidType, ("expected", "object"), ("received", JsonNames.TypeOf(json)));
            _json = default;
        }
        else if (json.ValueKind == JsonValueKind.Object)
        {
            ReportUnknown(members);
        }
    }

    /// <summary>A member that is present and not null.</summary>
    public bool TryGet(string name, out JsonElement value)
    {
        value = default;
        return _json.ValueKind == JsonValueKind.Object && JsonNames.TryGetMember(_json, name, out value) && value.ValueKind != JsonValueKind.Null;
    }

    public Guid Id(string name = "id")
    {
        if (OptionalId(name) is { } id)
        {
            return id;
        }

        if (!TryGet(name, out _))
        {
            _issues.Add(name, IssueCodes.InvalidType, ("expected", "string"), ("received", "undefined"));
        }

        return default;
    }

    public Guid? OptionalId(string name = "id") => TryGet(name, out var json) ? (Guid?)Uuid.Read(json, name, _issues) : null;

    public int Whole(string name, int fallback, int min, int max) =>
        TryGet(name, out var json) ? (int?)new IntegerType(min, max).Read(json, name, _issues) ?? fallback : fallback;

    public StreamVersion? Version(string name = "version") =>
        TryGet(name, out var json) && new BigIntegerType(0, null).Read(json, name, _issues) is long version ? new StreamVersion(version) : null;

    public bool Flag(string name) => TryGet(name, out var json) && new BooleanType().Read(json, name, _issues) is true;

    public string? Text(string name) => TryGet(name, out var json) && JsonNames.TryReadText(json, name, _issues, out var text) ? text : null;

    public DateTimeOffset? Instant(string name) =>
        TryGet(name, out var json) ? (DateTimeOffset?)new TimestampType(null, null, null).Read(json, name, _issues) : null;

    private void ReportUnknown(ReadOnlySpan<string> members)
    {
        List<string>? unknown = null;
        foreach (var member in _json.EnumerateObject())
        {
            var known = false;
            foreach (var name in members)
            {
                known |= JsonNames.Is(member, name);
            }

            if (!known)
            {
                (unknown ??= []).Add(JsonNames.Safe(member));
            }
        }

        if (unknown is not null)
        {
            _issues.Add(FieldIssue.Root, IssueCodes.UnrecognizedKeys, ("keys", unknown));
        }
    }
}
