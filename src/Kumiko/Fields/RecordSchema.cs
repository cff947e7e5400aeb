using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;

namespace Kumiko;

/// <summary>
/// The shape of a C# class or record: its fields, and how its instances are read, checked, written and made. The one model behind
/// entities, embedded objects, commands, queries and events.
/// </summary>
public sealed partial class RecordSchema
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
        FieldRules = FieldRules.Of(this);
        Sealing = SealingPlan.Of(this);
    }

    /// <summary>The C# class or record.</summary>
    public Type Type { get; }

    /// <summary>The fields, in the order of declaration.</summary>
    public IReadOnlyList<Field> Fields { get; }

    /// <summary>Who may read and write the fields, as attributes on the properties say; null where they say nothing.</summary>
    internal FieldRules? FieldRules { get; }

    /// <summary>Which of the fields are sealed; null for none.</summary>
    internal SealingPlan? Sealing { get; }

    /// <summary>What they are sealed with; null where nothing is.</summary>
    internal Vault? Vault { get; set; }

    /// <summary>Finds a field by its name on the wire, or null.</summary>
    public Field? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Reads what the framework wrote itself. Members that are gone since are passed over; new ones get their default.</summary>
    internal object?[] ReadStored(JsonElement json)
    {
        var values = new object?[Fields.Count];
        foreach (var field in Fields)
        {
            values[field.Ordinal] = json.TryGetProperty(field.Name, out var member)
                ? member.ValueKind == JsonValueKind.Null ? null : field.Type.ReadStored(member)
                : field.StoredDefault;
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

        Fill(instance, values);
        return instance;
    }

    /// <summary>Sets all properties of an instance that its constructor does not.</summary>
    internal void Fill(object instance, object?[] values)
    {
        foreach (var field in Fields)
        {
            if (!field.IsComputed && Array.IndexOf(_parameterOrdinals, field.Ordinal) < 0)
            {
                field.Set(instance, values[field.Ordinal]);
            }
        }
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

    /// <summary>Reads back an instance that code may have changed. What it left as it was stays the very value that it was.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="before">What <see cref="Capture"/> read from it before.</param>
    /// <param name="values">The values that it was made of.</param>
    internal object?[] CaptureChanges(object instance, object?[] before, object?[] values)
    {
        var after = Capture(instance);
        for (var i = 0; i < after.Length; i++)
        {
            if (Fields[i].Type.Same(before[i], after[i]))
            {
                after[i] = values[i];
            }
        }

        return after;
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

    /// <summary>Writes the members that are present, without the braces around them. To clients, what never leaves is absent.</summary>
    internal void WriteMembers(Utf8JsonWriter writer, object?[] values, JsonForm form)
    {
        var leavesOut = Sealing is { HasSensitive: true } && form is (JsonForm.Wire or JsonForm.Event);
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] == Absent.Value || (leavesOut && Fields[i].IsSensitive))
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
}
