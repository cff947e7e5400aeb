using System.Text.Json;
using Kumiko.Storage;

namespace Kumiko;

/// <summary>Text on one line or many, bounded in length, perhaps of a format.</summary>
internal sealed class TextType(TextOptions options) : FieldType
{
    public const int DefaultMaxLength = 200;

    public override string Kind => options.IsLong ? "longText" : "text";

    public override FilterOperators Operators => options.IsLong ? FilterOperators.None : FilterOperators.Equality | FilterOperators.Membership;

    public override bool IsSortable => !options.IsLong;

    internal override IEnumerable<(string Name, object Value)> Constraints
    {
        get
        {
            if (options.MinLength > 0)
            {
                yield return ("minLength", options.MinLength);
            }

            if (options.MaxLength is { } max)
            {
                yield return ("maxLength", max);
            }

            if (options.Format != TextFormat.Any)
            {
                yield return ("format", TextFormats.NameOf(options.Format));
            }
        }
    }

    internal override object? Read(JsonElement json, string path, IssueList issues)
    {
        if (!JsonNames.TryReadText(json, path, issues, out var text))
        {
            return null;
        }

        CheckBounds(text, path, issues);
        return text;
    }

    internal override object ReadStored(JsonElement json) => json.GetString()!;

    internal override void Check(object value, string path, IssueList issues)
    {
        var text = (string)value;
        if (JsonNames.IsUnicode(text))
        {
            CheckBounds(text, path, issues);
        }
        else
        {
            // C# code that cuts texts may cut a character in two.
            issues.Add(path, IssueCodes.InvalidFormat, ("format", "unicode"));
        }
    }

    private void CheckBounds(string text, string path, IssueList issues)
    {
        if (text.Length < options.MinLength)
        {
            issues.Add(path, IssueCodes.TooSmall, ("minimum", options.MinLength), ("type", "string"), ("inclusive", true));
        }
        else if (text.Length > options.MaxLength)
        {
            issues.Add(path, IssueCodes.TooBig, ("maximum", options.MaxLength), ("type", "string"), ("inclusive", true));
        }
        else if (text.Length > 0 && !TextFormats.Matches(options.Format, text))
        {
            issues.Add(path, IssueCodes.InvalidFormat, ("format", TextFormats.NameOf(options.Format)));
        }
    }

    internal override void Write(Utf8JsonWriter writer, object value, JsonForm form) => writer.WriteStringValue((string)value);

    internal override IReadOnlyList<Column> ColumnsOf(string name, bool nullable) => [new(name, ColumnType.Text, nullable)];
}

/// <summary>The limits of a text. Lengths count UTF-16 code units, as clients in the browser do.</summary>
internal sealed record TextOptions(
    bool IsLong = false, int MinLength = 0, int? MaxLength = TextType.DefaultMaxLength, TextFormat Format = TextFormat.Any);
