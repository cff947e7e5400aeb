using System.Globalization;
using System.Text.Json;
using Kumiko.Storage;

namespace Kumiko;

/// <summary>A day of the calendar, without a place.</summary>
internal sealed class DateType(DateOnly? min, DateOnly? max) : FieldType
{
    public override string Kind => "date";

    public override FilterOperators Operators => FilterOperators.Equality | FilterOperators.Range | FilterOperators.Membership;

    public override bool IsSortable => true;

    internal override IEnumerable<(string Name, object Value)> Constraints => Bounds.Describe(Text(min), Text(max));

    internal override object? Read(JsonElement json, string path, IssueList issues)
    {
        if (!JsonNames.TryReadText(json, path, issues, out var text))
        {
            return null;
        }

        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            issues.Add(path, IssueCodes.InvalidFormat, ("format", "date"));
            return null;
        }

        Check(date, path, issues);
        return date;
    }

    internal override void Check(object value, string path, IssueList issues)
    {
        var date = (DateOnly)value;
        if (date < min)
        {
            issues.Add(path, IssueCodes.TooSmall, ("minimum", Text(min)), ("type", "date"), ("inclusive", true));
        }
        else if (date > max)
        {
            issues.Add(path, IssueCodes.TooBig, ("maximum", Text(max)), ("type", "date"), ("inclusive", true));
        }
    }

    internal override void Write(Utf8JsonWriter writer, object value, JsonForm form)
    {
        Span<char> text = stackalloc char[10];
        ((DateOnly)value).TryFormat(text, out _, "O", CultureInfo.InvariantCulture);
        writer.WriteStringValue(text);
    }

    internal override IReadOnlyList<Column> ColumnsOf(string name, bool nullable) => [new(name, ColumnType.Date, nullable)];

    private static string? Text(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>An instant, in UTC, to the microsecond.</summary>
internal sealed class TimestampType(DateTimeOffset? min, DateTimeOffset? max, string? locatedBy) : FieldType
{
    public override string Kind => "timestamp";

    public override FilterOperators Operators => FilterOperators.Equality | FilterOperators.Range | FilterOperators.Membership;

    public override bool IsSortable => true;

    /// <summary>The sibling that names the time zone of a clock on the wall; null where only instants are accepted.</summary>
    public string? LocatedBy => locatedBy;

    internal override IEnumerable<(string Name, object Value)> Constraints
    {
        get
        {
            var bounds = Bounds.Describe(min is { } a ? Instants.Format(a) : null, max is { } b ? Instants.Format(b) : null);
            return locatedBy is null ? bounds : bounds.Append(("locatedBy", locatedBy));
        }
    }

    internal override object? Read(JsonElement json, string path, IssueList issues)
    {
        if (!JsonNames.TryReadText(json, path, issues, out var text))
        {
            return null;
        }

        if (Instants.TryParse(text, out var instant))
        {
            Check(instant, path, issues);
            return instant;
        }

        if (locatedBy is not null && Instants.TryParseLocal(text, out var local))
        {
            return new WallClock(local);
        }

        issues.Add(path, IssueCodes.InvalidFormat, ("format", "datetime"));
        return null;
    }

    internal override object ReadStored(JsonElement json) =>
        Instants.TryParse(json.GetString()!, out var instant) ? instant : throw new InvalidOperationException($"'{json}' is no stored instant.");

    internal override void Check(object value, string path, IssueList issues)
    {
        var instant = (DateTimeOffset)value;
        if (instant < min)
        {
            issues.Add(path, IssueCodes.TooSmall, ("minimum", Instants.Format(min.Value)), ("type", "date"), ("inclusive", true));
        }
        else if (instant > max)
        {
            issues.Add(path, IssueCodes.TooBig, ("maximum", Instants.Format(max.Value)), ("type", "date"), ("inclusive", true));
        }
    }

    internal override object Normalize(object value) => Instants.ToMicroseconds((DateTimeOffset)value);

    internal override object? ReadComparand(JsonElement json, string path, IssueList issues)
    {
        if (!JsonNames.TryReadText(json, path, issues, out var text))
        {
            return null;
        }

        if (Instants.TryParse(text, out var instant))
        {
            return instant;
        }

        issues.Add(path, IssueCodes.InvalidFormat, ("format", "datetime"));
        return null;
    }

    internal override object ToComparand(object value) => value;

    internal override void Write(Utf8JsonWriter writer, object value, JsonForm form) => Instants.Write(writer, (DateTimeOffset)value);

    internal override IReadOnlyList<Column> ColumnsOf(string name, bool nullable) => [new(name, ColumnType.Timestamp, nullable)];
}

/// <summary>A clock on the wall whose place is not known yet: the sibling field that names it has to be read first.</summary>
internal sealed record WallClock(DateTime Local);

/// <summary>A time zone by its IANA name.</summary>
internal sealed class TimeZoneType : FieldType
{
    public override string Kind => "tz";

    public override FilterOperators Operators => FilterOperators.Equality | FilterOperators.Membership;

    public override bool IsSortable => true;

    internal override object? Read(JsonElement json, string path, IssueList issues)
    {
        if (!JsonNames.TryReadText(json, path, issues, out var text))
        {
            return null;
        }

        Check(text, path, issues);
        return text;
    }

    internal override object ReadStored(JsonElement json) => json.GetString()!;

    internal override void Check(object value, string path, IssueList issues)
    {
        if (!TimeZones.Exists((string)value))
        {
            issues.Add(path, IssueCodes.InvalidFormat, ("format", "timezone"));
        }
    }

    internal override void Write(Utf8JsonWriter writer, object value, JsonForm form) => writer.WriteStringValue((string)value);

    internal override IReadOnlyList<Column> ColumnsOf(string name, bool nullable) => [new(name, ColumnType.Text, nullable)];
}

/// <summary>An instant with the zone whose clock counts.</summary>
internal sealed class LocatedTimestampType(DateTimeOffset? min, DateTimeOffset? max) : FieldType
{
    private readonly TimestampType _instant = new(min, max, null);

    public override string Kind => "locatedTimestamp";

    public override FilterOperators Operators => _instant.Operators;

    public override bool IsSortable => true;

    internal override IEnumerable<(string Name, object Value)> Constraints => _instant.Constraints;

    internal override object? Read(JsonElement json, string path, IssueList issues)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return WrongType(json, path, "object", issues);
        }

        if (!JsonNames.TryGetMember(json, "tz", out var tz))
        {
            issues.Add($"{path}.tz", IssueCodes.InvalidType, ("expected", "string"), ("received", "undefined"));
            return null;
        }

        if (!JsonNames.TryReadText(tz, $"{path}.tz", issues, out var zone))
        {
            return null;
        }

        if (!TimeZones.Exists(zone))
        {
            issues.Add($"{path}.tz", IssueCodes.InvalidFormat, ("format", "timezone"));
            return null;
        }

        if (JsonNames.TryGetMember(json, "utc", out var utc))
        {
            return _instant.Read(utc, $"{path}.utc", issues) is DateTimeOffset instant ? Checked(new LocatedTimestamp(instant, zone), path, issues) : null;
        }

        if (!JsonNames.TryGetMember(json, "at", out var at))
        {
            issues.Add($"{path}.at", IssueCodes.InvalidType, ("expected", "string"), ("received", "undefined"));
            return null;
        }

        if (!JsonNames.TryReadText(at, $"{path}.at", issues, out var text))
        {
            return null;
        }

        if (!Instants.TryParseLocal(text, out var local) || !TimeZones.TryToUtc(local, zone, out var resolved))
        {
            issues.Add($"{path}.at", IssueCodes.InvalidFormat, ("format", "datetime"));
            return null;
        }

        var located = new LocatedTimestamp(Instants.ToMicroseconds(resolved), zone);
        Check(located, path, issues);
        return located;
    }

    internal override object ReadStored(JsonElement json) => new LocatedTimestamp(
        (DateTimeOffset)_instant.ReadStored(json.GetProperty("utc")), json.GetProperty("tz").GetString()!);

    internal override void Check(object value, string path, IssueList issues)
    {
        var located = (LocatedTimestamp)value;
        if (located.Zone is null || !TimeZones.Exists(located.Zone))
        {
            issues.Add($"{path}.tz", IssueCodes.InvalidFormat, ("format", "timezone"));
        }
        else
        {
            Checked(located, path, issues);
        }

        _instant.Check(located.Utc, $"{path}.utc", issues);
    }

    internal override object ToComparand(object value) => value;

    /// <summary>At the ends of time there are instants that the clock of some zone cannot show.</summary>
    private static LocatedTimestamp Checked(LocatedTimestamp located, string path, IssueList issues)
    {
        if (!TimeZones.HasLocal(located.Utc, located.Zone))
        {
            issues.Add($"{path}.utc", IssueCodes.InvalidFormat, ("format", "datetime"));
        }

        return located;
    }

    internal override object Normalize(object value) =>
        (LocatedTimestamp)value is var located ? located with { Utc = Instants.ToMicroseconds(located.Utc) } : value;

    internal override void Write(Utf8JsonWriter writer, object value, JsonForm form)
    {
        var located = (LocatedTimestamp)value;
        writer.WriteStartObject();
        if (form == JsonForm.Wire)
        {
            writer.WriteString("at", Instants.FormatLocal(located.Local));
        }

        writer.WriteString("tz", located.Zone);
        writer.WritePropertyName("utc");
        Instants.Write(writer, located.Utc);
        writer.WriteEndObject();
    }

    internal override IReadOnlyList<Column> ColumnsOf(string name, bool nullable) =>
        [new(name + "_utc", ColumnType.Timestamp, nullable), new(name + "_tz", ColumnType.Text, nullable)];

    internal override void ToColumns(object? value, Span<object?> columns)
    {
        var located = (LocatedTimestamp?)value;
        columns[0] = located?.Utc;
        columns[1] = located?.Zone;
    }

    internal override object? FromColumns(ReadOnlySpan<object?> columns) =>
        columns[0] is DateTimeOffset utc ? new LocatedTimestamp(utc, (string)columns[1]!) : null;
}
