using System.Runtime.InteropServices;
using System.Text.Json;

namespace Kumiko;

public sealed partial class RecordSchema
{
    /// <summary>Reads an input: every issue is collected, unknown members included.</summary>
    /// <param name="json">The input; <see cref="JsonValueKind.Undefined"/> counts as an empty object.</param>
    /// <param name="path">Where the input stands in the whole one.</param>
    /// <param name="mode">What an absent field means.</param>
    /// <param name="issues">Takes what is wrong.</param>
    /// <param name="reserved">Members that are no fields and are read by the caller; null for none.</param>
    /// <param name="given">A field that the caller fills in later and that must not be sent; null for none.</param>
    internal object?[] Bind(JsonElement json, string path, BindMode mode, IssueList issues, string[]? reserved = null, Field? given = null)
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
            ReadMembers(json, path, prefix, values, issues, reserved, given);
        }

        if (mode == BindMode.Whole)
        {
            FillAbsent(values, prefix, issues, given);
            ResolveWallClocks(values, null, prefix, issues);
            Compute(values, path, issues);
        }

        return values;
    }

    private void ReadMembers(JsonElement json, string path, string prefix, object?[] values, IssueList issues, string[]? reserved, Field? given)
    {
        List<string>? unknown = null;
        var expected = 0;
        foreach (var member in json.EnumerateObject())
        {
            // Members mostly arrive in the order of declaration: the search begins behind the last one that was found.
            var ordinal = FindFrom(member, expected);
            if (ordinal < 0)
            {
                if (reserved is null || !reserved.Contains(JsonNames.Safe(member)))
                {
                    (unknown ??= []).Add(JsonNames.Safe(member));
                }

                continue;
            }

            expected = ordinal + 1;
            if (ordinal == given?.Ordinal)
            {
                issues.Add(prefix + given.Name, IssueCodes.UnexpectedField);
                continue;
            }

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

    private void FillAbsent(object?[] values, string prefix, IssueList issues, Field? given)
    {
        foreach (var field in Fields)
        {
            if (field == given)
            {
                values[field.Ordinal] = null;
                continue;
            }

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
