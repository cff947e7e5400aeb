using System.Collections.Frozen;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Kumiko;

/// <summary>
/// The shape of a C# class or record: its fields, and how its instances are read, checked, written and made. The one model behind
/// entities, embedded objects, commands, queries and events.
/// </summary>
public sealed class RecordSchema
{
    private readonly ConstructorInvoker _constructor;
    private readonly int[] _parameterOrdinals;
    private readonly JsonEncodedText[] _names;
    private readonly FrozenDictionary<string, Field> _byName;
    private readonly bool _hasComputed;
    private readonly bool _hasWallClocks;

    internal RecordSchema(Type type, ConstructorInfo constructor, IReadOnlyList<Field> fields)
    {
        Type = type;
        Fields = fields;
        _byName = fields.ToFrozenDictionary(f => f.Name);
        _names = [.. fields.Select(f => JsonEncodedText.Encode(f.Name, JsonText.Options.Encoder))];
        for (var i = 0; i < fields.Count; i++)
        {
            fields[i].Ordinal = i;
        }

        _constructor = ConstructorInvoker.Create(constructor);
        _parameterOrdinals = [.. constructor.GetParameters().Select(p => fields.First(f => f.Member.Equals(p.Name, StringComparison.OrdinalIgnoreCase)).Ordinal)];
        _hasComputed = fields.Any(f => f.IsComputed);
        _hasWallClocks = fields.Any(f => f.Type is TimestampType { LocatedBy: not null });
    }

    /// <summary>The C# class or record.</summary>
    public Type Type { get; }

    /// <summary>The fields, in the order of declaration.</summary>
    public IReadOnlyList<Field> Fields { get; }

    /// <summary>Finds a field by its name on the wire, or null.</summary>
    public Field? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Reads an input: every issue is collected, unknown members included.</summary>
    /// <param name="json">The input; <see cref="JsonValueKind.Undefined"/> counts as an empty object.</param>
    /// <param name="path">Where the input stands in the whole one.</param>
    /// <param name="mode">What an absent field means.</param>
    /// <param name="issues">Takes what is wrong.</param>
    /// <param name="reserved">A member that is no field and is read by the caller.</param>
    internal object?[] Bind(JsonElement json, string path, BindMode mode, IssueList issues, string? reserved = null)
    {
        var values = new object?[Fields.Count];
        Array.Fill(values, Absent.Value);
        if (json.ValueKind is not (JsonValueKind.Object or JsonValueKind.Undefined))
        {
            issues.Add(path, IssueCodes.InvalidType, ("expected", "object"), ("received", JsonNames.TypeOf(json)));
            return values;
        }

        var prefix = path == FieldIssue.Root ? "" : path + ".";
        if (json.ValueKind == JsonValueKind.Object)
        {
            ReadMembers(json, path, prefix, values, issues, reserved);
        }

        if (mode == BindMode.Whole)
        {
            FillAbsent(values, prefix, issues);
            ResolveWallClocks(values, null, prefix, issues);
            Compute(values, path, issues);
        }

        return values;
    }

    /// <summary>Reads what the framework wrote itself. Members that are gone since are passed over; new ones get their default.</summary>
    internal object?[] ReadStored(JsonElement json)
    {
        var values = new object?[Fields.Count];
        foreach (var field in Fields)
        {
            values[field.Ordinal] = json.TryGetProperty(field.Name, out var member)
                ? member.ValueKind == JsonValueKind.Null ? null : field.Type.ReadStored(member)
                : field.Default;
        }

        return values;
    }

    /// <summary>Reads those members of a stored object that are fields, and leaves the others <see cref="Absent.Value"/>.</summary>
    internal object?[] ReadStoredChanges(JsonElement json)
    {
        var values = new object?[Fields.Count];
        Array.Fill(values, Absent.Value);
        foreach (var member in json.EnumerateObject())
        {
            if (Find(member.Name) is { } field)
            {
                values[field.Ordinal] = member.Value.ValueKind == JsonValueKind.Null ? null : field.Type.ReadStored(member.Value);
            }
        }

        return values;
    }

    /// <summary>Turns a clock on the wall into an instant, once the sibling that names its zone is known.</summary>
    internal void ResolveWallClocks(object?[] values, object?[]? current, string prefix, IssueList issues)
    {
        if (!_hasWallClocks)
        {
            return;
        }

        foreach (var field in Fields)
        {
            if (values[field.Ordinal] is not WallClock clock)
            {
                continue;
            }

            var zoneField = Find(((TimestampType)field.Type).LocatedBy!)!;
            var zone = values[zoneField.Ordinal] == Absent.Value ? current?[zoneField.Ordinal] : values[zoneField.Ordinal];
            if (zone is string name && TimeZones.Exists(name) && TimeZones.TryToUtc(clock.Local, name, out var utc))
            {
                values[field.Ordinal] = Instants.ToMicroseconds(utc);
                field.Type.Check(values[field.Ordinal]!, prefix + field.Name, issues);
            }
            else
            {
                issues.Add(prefix + field.Name, IssueCodes.InvalidFormat, ("format", "datetime"));
            }
        }
    }

    /// <summary>Makes an instance.</summary>
    internal object Materialize(object?[] values)
    {
        object instance;
        if (_parameterOrdinals.Length == 0)
        {
            instance = _constructor.Invoke();
        }
        else
        {
            var arguments = new object?[_parameterOrdinals.Length];
            for (var i = 0; i < arguments.Length; i++)
            {
                var ordinal = _parameterOrdinals[i];
                arguments[i] = values[ordinal] is { } value ? Fields[ordinal].Type.ToClr(value) : null;
            }

            instance = _constructor.Invoke(arguments.AsSpan());
        }

        foreach (var field in Fields)
        {
            if (!field.IsComputed && Array.IndexOf(_parameterOrdinals, field.Ordinal) < 0)
            {
                field.Set(instance, values[field.Ordinal]);
            }
        }

        return instance;
    }

    /// <summary>Reads an instance's values, in the form that storage returns them.</summary>
    internal object?[] Capture(object instance)
    {
        var values = new object?[Fields.Count];
        foreach (var field in Fields)
        {
            values[field.Ordinal] = field.Get(instance) is { } value ? field.Type.Normalize(value) : null;
        }

        return values;
    }

    /// <summary>Checks values that C# code set.</summary>
    internal void Check(object?[] values, string prefix, IssueList issues)
    {
        foreach (var field in Fields)
        {
            if (values[field.Ordinal] is { } value)
            {
                if (value != Absent.Value)
                {
                    field.Type.Check(value, prefix + field.Name, issues);
                }
            }
            else if (!field.IsNullable)
            {
                issues.Add(prefix + field.Name, IssueCodes.InvalidType, ("expected", field.Type.Kind), ("received", "null"));
            }
        }
    }

    /// <summary>Writes the members that are present, without the braces around them.</summary>
    internal void WriteMembers(Utf8JsonWriter writer, object?[] values, JsonForm form)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] == Absent.Value)
            {
                continue;
            }

            writer.WritePropertyName(_names[i]);
            if (values[i] is { } value)
            {
                Fields[i].Type.Write(writer, value, form);
            }
            else
            {
                writer.WriteNullValue();
            }
        }
    }

    internal void Write(Utf8JsonWriter writer, object?[] values, JsonForm form)
    {
        writer.WriteStartObject();
        WriteMembers(writer, values, form);
        writer.WriteEndObject();
    }

    private void ReadMembers(JsonElement json, string path, string prefix, object?[] values, IssueList issues, string? reserved)
    {
        List<string>? unknown = null;
        var expected = 0;
        foreach (var member in json.EnumerateObject())
        {
            // Members mostly arrive in the order of declaration: the search begins behind the last one that was found.
            var ordinal = FindFrom(member, expected);
            if (ordinal < 0)
            {
                if (reserved is null || JsonNames.Safe(member) != reserved)
                {
                    (unknown ??= []).Add(JsonNames.Safe(member));
                }

                continue;
            }

            expected = ordinal + 1;
            values[ordinal] = ReadMember(member.Value, Fields[ordinal], prefix, issues);
        }

        if (unknown is not null)
        {
            issues.Add(path, IssueCodes.UnrecognizedKeys, ("keys", unknown));
        }
    }

    private int FindFrom(JsonProperty member, int start)
    {
        for (var i = 0; i < _names.Length; i++)
        {
            var ordinal = start + i < _names.Length ? start + i : start + i - _names.Length;
            if (JsonNames.Is(member, _names[ordinal].EncodedUtf8Bytes))
            {
                return ordinal;
            }
        }

        return -1;
    }

    private static object? ReadMember(JsonElement json, Field field, string prefix, IssueList issues)
    {
        if (field.IsComputed)
        {
            return Absent.Value;
        }

        var isEmptySelect = field.Type is SelectType && json.ValueKind == JsonValueKind.String && JsonMarshal.GetRawUtf8Value(json).Length == 2;
        if (json.ValueKind != JsonValueKind.Null && !isEmptySelect)
        {
            return field.Type.Read(json, prefix + field.Name, issues);
        }

        if (!field.IsNullable)
        {
            if (field.Type is SelectType && field.Default is not null)
            {
                return field.Default;
            }

            issues.Add(prefix + field.Name, IssueCodes.InvalidType, ("expected", field.Type.Kind), ("received", isEmptySelect ? "string" : "null"));
        }

        return null;
    }

    private void FillAbsent(object?[] values, string prefix, IssueList issues)
    {
        foreach (var field in Fields)
        {
            if (values[field.Ordinal] != Absent.Value || field.IsComputed)
            {
                continue;
            }

            values[field.Ordinal] = field.Default;
            if (field.IsRequired)
            {
                issues.Add(prefix + field.Name, IssueCodes.InvalidType, ("expected", field.Type.Kind), ("received", "undefined"));
            }
        }
    }

    /// <summary>Get-only properties are computed here, whatever the client sent for them.</summary>
    private void Compute(object?[] values, string path, IssueList issues)
    {
        if (!_hasComputed || issues.Any)
        {
            return;
        }

        var instance = Materialize(values);
        foreach (var field in Fields)
        {
            if (!field.IsComputed)
            {
                continue;
            }

            var fieldPath = $"{path}.{field.Name}";
            try
            {
                values[field.Ordinal] = field.Get(instance) is { } value ? field.Type.Normalize(value) : null;
            }
            catch (Exception exception) when (exception is InvalidOperationException or ArithmeticException or ArgumentException)
            {
                issues.Add(fieldPath, IssueCodes.Custom, ("message", exception.Message));
                continue;
            }

            // A product of valid numbers can be too large, or no number at all.
            if (values[field.Ordinal] is { } computed)
            {
                field.Type.Check(computed, fieldPath, issues);
            }
        }
    }
}
