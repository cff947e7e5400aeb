namespace Kumiko.Tests.Fields;

/// <summary>Whatever a client sends, the answer is a value or a list of issues, never a failure of the server.</summary>
public class HostileInputTests
{
    private const int Documents = 4000;

    private static readonly string[] Codes =
    [
        IssueCodes.InvalidType, IssueCodes.TooSmall, IssueCodes.TooBig, IssueCodes.InvalidFormat, IssueCodes.NotMultipleOf, IssueCodes.UnrecognizedKeys,
        IssueCodes.InvalidValue, IssueCodes.Custom,
    ];

    [Theory]
    [InlineData(BindMode.Whole)]
    [InlineData(BindMode.Changes)]
    internal void Any_document_is_read_or_refused_with_issues(BindMode mode)
    {
        var entity = Declared.Everything();
        var names = entity.Schema.Fields.Select(f => f.Name).ToList();
        string[] inner = ["text", "count", "price", "share", "total", "inverse", "amount", "currency", "at", "utc", "tz"];
        var accepted = 0;
        for (var seed = 0; seed < Documents; seed++)
        {
            var hostile = seed % 2 == 0;
            var json = new RandomJson(seed, hostile).Object(names, inner: inner, start: seed % 5 > 0 ? "\"name\":\"a\"" : "");
            var (values, issues) = Declared.Bind(entity.Schema, json, mode);
            if (issues.Count > 0)
            {
                issues.All(i => Codes.Contains(i.Code) && i.Path.Length > 0).ShouldBeTrue(json);
                continue;
            }

            accepted++;
            Survives(entity, values, json, mode);
        }

        accepted.ShouldBeGreaterThan(Documents / 10);
    }

    /// <summary>What was accepted can be stored, shown, read back, and used by handlers.</summary>
    private static void Survives(EntityDefinition entity, object?[] values, string json, BindMode mode)
    {
        var schema = entity.Schema;
        var issues = new IssueList();
        schema.ResolveWallClocks(values, new object?[values.Length], "", issues);
        if (issues.Any)
        {
            return;
        }

        var stored = Json.Parse(JsonText.Of(writer => schema.Write(writer, values, JsonForm.Stored)));
        if (mode == BindMode.Changes)
        {
            var changes = schema.ReadStoredChanges(stored);
            AreSame(schema, changes, values, json);
            return;
        }

        var read = schema.ReadStored(stored);
        AreSame(schema, read, values, json);
        var state = new EntityState
        {
            Id = Guid.NewGuid(),
            Tenant = TenantId.System,
            Version = new StreamVersion(1),
            InsertedAt = DateTimeOffset.UnixEpoch,
            InsertedBy = UserId.System,
            Values = values,
        };
        var row = entity.Columns.Read(entity.Columns.RowOf(state));
        AreSame(schema, row.Values, values, json);
        var instance = entity.Materialize(state);
        var captured = schema.Capture(instance);
        AreSame(schema, captured, values, json);
        Json.Parse(JsonText.Of(writer => entity.WriteRecord(writer, state, DateTimeOffset.UnixEpoch))).GetProperty("_totals").GetProperty("lines");
    }

    private static void AreSame(RecordSchema schema, object?[] left, object?[] right, string json)
    {
        foreach (var field in schema.Fields)
        {
            var (one, other) = (left[field.Ordinal], right[field.Ordinal]);
            (other == Absent.Value ? one == Absent.Value : field.Type.Same(one, other)).ShouldBeTrue($"{field.Name} of {json}");
        }
    }
}
