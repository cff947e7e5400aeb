using System.Collections;
using System.Text.Json;

namespace Kumiko;

/// <summary>Writes failures as the error contract has them.</summary>
public static class ErrorJson
{
    /// <summary>Writes the members that every failure has on the wire, without the braces around them.</summary>
    /// <param name="writer">Stands inside an object.</param>
    /// <param name="error">The failure.</param>
    /// <param name="details">The details to show; by default the failure's own.</param>
    public static void WriteMembers(Utf8JsonWriter writer, KumikoException error, IReadOnlyDictionary<string, object?>? details = null)
    {
        writer.WriteString("code", error.Code);
        writer.WriteNumber("httpStatus", error.Status);
        writer.WriteString("i18nKey", error.I18nKey);
        if (error.I18nParams is not null)
        {
            writer.WritePropertyName("i18nParams");
            WriteValue(writer, error.I18nParams);
        }

        writer.WriteString("message", error.Message);
        if ((details ?? error.Details) is { } shown)
        {
            writer.WritePropertyName("details");
            WriteValue(writer, shown);
        }
    }

    private static void WriteValue(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null: writer.WriteNullValue(); break;
            case string text: writer.WriteStringValue(text); break;
            case bool flag: writer.WriteBooleanValue(flag); break;
            case int number: writer.WriteNumberValue(number); break;
            case long number: writer.WriteNumberValue(number); break;
            case double number: writer.WriteNumberValue(number); break;
            case decimal number: writer.WriteNumberValue(number); break;
            case JsonElement element: element.WriteTo(writer); break;
            case FieldIssue issue: WriteIssue(writer, issue); break;
            case IReadOnlyDictionary<string, object?> members: WriteObject(writer, members); break;
            case IEnumerable items: WriteArray(writer, items); break;
            default: writer.WriteStringValue(value.ToString()); break;
        }
    }

    private static void WriteIssue(Utf8JsonWriter writer, FieldIssue issue)
    {
        writer.WriteStartObject();
        writer.WriteString("path", issue.Path);
        writer.WriteString("code", issue.Code);
        writer.WriteString("i18nKey", issue.I18nKey);
        if (issue.Params is not null)
        {
            writer.WritePropertyName("params");
            WriteValue(writer, issue.Params);
        }

        writer.WriteEndObject();
    }

    private static void WriteObject(Utf8JsonWriter writer, IReadOnlyDictionary<string, object?> members)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in members)
        {
            writer.WritePropertyName(name);
            WriteValue(writer, value);
        }

        writer.WriteEndObject();
    }

    private static void WriteArray(Utf8JsonWriter writer, IEnumerable items)
    {
        writer.WriteStartArray();
        foreach (var item in items)
        {
            WriteValue(writer, item);
        }

        writer.WriteEndArray();
    }
}
