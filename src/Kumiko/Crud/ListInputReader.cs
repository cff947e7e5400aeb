using System.Text.Json;
using Kumiko.Storage;

namespace Kumiko;

/// <summary>Reads what a list is asked for. An unknown field, operator or cursor is an issue, never ignored.</summary>
internal sealed class ListInputReader(EntityDefinition entity)
{
    public const int DefaultLimit = 50;
    public const int LargestLimit = 200;

    /// <summary>Databases bound the depth of a condition; SQLite does at a thousand.</summary>
    private const int MostFilters = 100;

    /// <param name="payload">What was sent.</param>
    /// <param name="issues">Takes what is wrong with it.</param>
    /// <param name="view">What the caller sees; null for everything. What is hidden cannot be asked for, so that nothing about it can be found out.</param>
    public ListInput Read(JsonElement payload, IssueList issues, RecordView? view)
    {
        var reader = new PayloadReader(
            payload, issues, "cursor", "limit", "search", "sort", "sortDirection", "offset", "totalCount", "includeDeleted", "filter", "filters");
        var order = ReadOrder(reader, issues, view);
        return new ListInput
        {
            Limit = reader.Whole("limit", DefaultLimit, 0, LargestLimit),
            Offset = reader.Whole("offset", 0, 0, int.MaxValue),
            Order = order,
            Filters = ReadFilters(reader, issues, view),
            Cursor = ReadCursor(reader, order, issues),
            WithTotal = reader.Flag("totalCount"),
            IncludeDeleted = reader.Flag("includeDeleted"),
            IsSearch = reader.Text("search") is { Length: > 0 },
        };
    }

    private ListOrder? ReadOrder(PayloadReader reader, IssueList issues, RecordView? view)
    {
        var direction = SortDirection.Ascending;
        if (reader.Text("sortDirection") is { } text)
        {
            if (text is not ("asc" or "desc"))
            {
                issues.Add("sortDirection", IssueCodes.InvalidValue, ("values", new[] { "asc", "desc" }));
            }

            direction = text == "desc" ? SortDirection.Descending : SortDirection.Ascending;
        }

        if (reader.Text("sort") is not { } name)
        {
            return null;
        }

        switch (name)
        {
            case "id" when direction == SortDirection.Ascending: return null;
            case "id": return new ListOrder(name, EntityColumns.Id, direction);
            case "insertedAt": return new ListOrder(name, EntityColumns.InsertedAt, direction);
            case "modifiedAt": return new ListOrder(name, EntityColumns.ModifiedAt, direction);
        }

        if (entity.Schema.Find(name) is { } field && IsSortable(field, view))
        {
            return new ListOrder(name, entity.Columns.MainColumnOf(field), direction);
        }

        NoteHidden(entity.Schema.Find(name), view);

        string[] sortable = ["id", "insertedAt", "modifiedAt", .. entity.Schema.Fields.Where(f => IsSortable(f, view)).Select(f => f.Name)];
        issues.Add("sort", IssueCodes.InvalidValue, ("values", sortable));
        return null;
    }

    private static ListCursor? ReadCursor(PayloadReader reader, ListOrder? order, IssueList issues)
    {
        if (reader.Text("cursor") is not { Length: > 0 } text)
        {
            return null;
        }

        var cursor = ListCursor.Read(text, order);
        if (cursor is null)
        {
            issues.Add("cursor", IssueCodes.InvalidFormat, ("format", "cursor"));
        }

        return cursor;
    }

    private List<RowFilter> ReadFilters(PayloadReader reader, IssueList issues, RecordView? view)
    {
        var filters = new List<RowFilter>();
        if (reader.TryGet("filter", out var single))
        {
            AddFilter(filters, single, "filter", issues, view);
        }

        if (!reader.TryGet("filters", out var several))
        {
            return filters;
        }

        if (several.ValueKind != JsonValueKind.Array)
        {
            issues.Add("filters", IssueCodes.InvalidType, ("expected", "array"), ("received", JsonNames.TypeOf(several)));
            return filters;
        }

        if (several.GetArrayLength() > MostFilters)
        {
            issues.Add("filters", IssueCodes.TooBig, ("maximum", MostFilters), ("inclusive", true));
            return filters;
        }

        var index = 0;
        foreach (var json in several.EnumerateArray())
        {
            AddFilter(filters, json, $"filters.{index++}", issues, view);
        }

        return filters;
    }

    private void AddFilter(List<RowFilter> filters, JsonElement json, string path, IssueList issues, RecordView? view)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            issues.Add(path, IssueCodes.InvalidType, ("expected", "object"), ("received", JsonNames.TypeOf(json)));
            return;
        }

        if (!TryReadName(json, path, "field", issues, out var name) | !TryReadName(json, path, "op", issues, out var op))
        {
            return;
        }

        if (entity.Schema.Find(name) is not { } field || !IsFilterable(field, view))
        {
            NoteHidden(entity.Schema.Find(name), view);
            string[] filterable = [.. entity.Schema.Fields.Where(f => IsFilterable(f, view)).Select(f => f.Name)];
            issues.Add($"{path}.field", IssueCodes.InvalidValue, ("values", filterable));
            return;
        }

        if (!JsonNames.TryGetMember(json, "value", out var value))
        {
            issues.Add($"{path}.value", IssueCodes.InvalidType, ("expected", field.Type.Kind), ("received", "undefined"));
            return;
        }

        if (ReadFilter(field, op, value, path, issues) is { } filter)
        {
            filters.Add(filter);
            if (view is not null && !view.Shows(field))
            {
                filters.Add(view.RowsShowing(field));
            }
        }
    }

    /// <summary>Where a field is hidden in some records, its order would tell about them.</summary>
    private static bool IsSortable(Field field, RecordView? view) => field.IsSortable && view?.Shows(field) != false;

    private static void NoteHidden(Field? field, RecordView? view)
    {
        if (field is not null && view is not null && !view.Shows(field))
        {
            view.Refuse(field);
        }
    }

    /// <summary>Where a field is hidden in some records, those do not match, whatever is asked.</summary>
    private static bool IsFilterable(Field field, RecordView? view) => field.IsFilterable && view?.RowsShowing(field).IsNothing() != true;

    private RowFilter? ReadFilter(Field field, string op, JsonElement value, string path, IssueList issues)
    {
        var allowed = OperatorsOf(field.Type.Operators);
        if (!allowed.Contains(op))
        {
            issues.Add($"{path}.op", IssueCodes.InvalidValue, ("values", allowed));
            return null;
        }

        if (op != "in")
        {
            return FieldFilters.Compare(entity, field, ComparisonOf(op), ReadValue(field, value, $"{path}.value", issues)) is var filter && !issues.Any ? filter : null;
        }

        if (value.ValueKind != JsonValueKind.Array)
        {
            issues.Add($"{path}.value", IssueCodes.InvalidType, ("expected", "array"), ("received", JsonNames.TypeOf(value)));
            return null;
        }

        var values = new List<object?>();
        foreach (var item in value.EnumerateArray())
        {
            values.Add(ReadValue(field, item, $"{path}.value.{values.Count}", issues));
        }

        return issues.Any ? null : FieldFilters.OneOf(entity, field, values);
    }

    /// <summary>A list is filtered by what it contains.</summary>
    private static object? ReadValue(Field field, JsonElement json, string path, IssueList issues)
    {
        if (json.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        var type = field.Type is ListType list ? list.Item : field.Type;
        if (type is LocatedTimestampType && json.ValueKind == JsonValueKind.String)
        {
            return new TimestampType(null, null, null).Read(json, path, issues) is DateTimeOffset instant ? new LocatedTimestamp(instant, "UTC") : null;
        }

        return type.ReadComparand(json, path, issues);
    }

    private static bool TryReadName(JsonElement json, string path, string member, IssueList issues, out string text)
    {
        if (JsonNames.TryGetMember(json, member, out var value))
        {
            return JsonNames.TryReadText(value, $"{path}.{member}", issues, out text);
        }

        issues.Add($"{path}.{member}", IssueCodes.InvalidType, ("expected", "string"), ("received", "undefined"));
        text = "";
        return false;
    }

    private static List<string> OperatorsOf(FilterOperators operators)
    {
        var names = new List<string>();
        if (operators.HasFlag(FilterOperators.Equality))
        {
            names.AddRange(["eq", "ne"]);
        }

        if (operators.HasFlag(FilterOperators.Range))
        {
            names.AddRange(["lt", "gt"]);
        }

        if (operators.HasFlag(FilterOperators.Membership))
        {
            names.Add("in");
        }

        return names;
    }

    private static Comparison ComparisonOf(string op) => op switch
    {
        "eq" => Comparison.Equal,
        "ne" => Comparison.NotEqual,
        "lt" => Comparison.Less,
        _ => Comparison.Greater,
    };
}
