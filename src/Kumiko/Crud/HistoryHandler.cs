using System.Text.Json;
using Kumiko.Storage;

namespace Kumiko;

/// <summary>Every event of a record, the newest first: who, when, and what changed.</summary>
internal sealed class HistoryHandler(FeatureDefinition feature, EntityDefinition entity, AccessRule access)
    : StandardHandler<HistoryHandler.Arguments>(CrudVerb.History, HandlerKind.Query, feature, entity, access)
{
    protected override Arguments ReadInput(JsonElement payload, IssueList issues)
    {
        var reader = new PayloadReader(payload, issues, "id", "limit", "beforeVersion", "includeArchived");
        return new Arguments(
            reader.Id(), reader.Whole("limit", ListInputReader.DefaultLimit, 1, ListInputReader.LargestLimit), reader.Version("beforeVersion"),
            reader.Flag("includeArchived"));
    }

    protected override async Task<object?> Handle(Arguments input, QueryContext context)
    {
        var session = await context.Services.Unit.ForReading(context.Cancellation);
        foreach (var tenant in new[] { context.Tenant, TenantId.System })
        {
            var stream = new StreamId(tenant, input.Id);
            if (await session.ReadLastEvent(stream, context.Cancellation) is not { } last)
            {
                continue;
            }

            if (last.AggregateType != Entity.Name || (last.Type == SystemEvents.Archived && !input.IncludeArchived))
            {
                break;
            }

            var (view, mask) = (context.Services.ViewOf(Entity), (FieldMask?)null);
            if (view is not null || !input.Condition.IsEverything())
            {
                if (await RecordLoader.LoadLast(context.Services.Unit, Entity, stream, context.Cancellation) is not { } record || view?.CanRead(record) == false
                    || !RowMatcher.Matches(input.Condition, Entity.Columns, record))
                {
                    break;
                }

                mask = view?.MaskFor(record);
            }

            var current = last.Version;
            var until = input.Before is { } before && before <= current ? new StreamVersion(Math.Max(0, before.Value - 1)) : current;
            var after = new StreamVersion(Math.Max(0, until.Value - input.Limit));
            var events = until == StreamVersion.None
                ? []
                : await session.ReadStream(stream, new StreamRange { After = after, Until = until }, context.Cancellation);
            return new HistoryPage(Entity, await WithData(events, context, mask), mask);
        }

        throw new NotFoundException(Entity.Name, input.Id.ToString());
    }

    private async Task<IReadOnlyList<HistoryRow>> WithData(IReadOnlyList<StoredEvent> events, QueryContext context, FieldMask? mask)
    {
        var rows = new List<HistoryRow>(events.Count);
        foreach (var stored in events)
        {
            rows.Add(await Opened(await WithData(stored, context, mask), context));
        }

        return rows;
    }

    /// <summary>
    /// Through the event's schema, so that it looks the same from both stores and whatever version was stored; as it is, where no feature declares
    /// the event any more, and where it cannot be migrated: one such event must not hide all others. What cannot be understood may hold anything, so
    /// it is not shown to whom something of the record is hidden from.
    /// </summary>
    private static async ValueTask<HistoryRow> WithData(StoredEvent stored, QueryContext context, FieldMask? mask)
    {
        var isHidden = mask is not null;
        if (context.Registry.FindEvent(stored.Type) is not { } definition)
        {
            return new HistoryRow(stored, null, null, isHidden);
        }

        try
        {
            var data = await definition.ReadValues(stored, context.Services.Events);
            var own = context.Services.IsExempt ? null : FieldMask.Of(definition.Schema.FieldRules, context.User);
            return new HistoryRow(stored, definition.Schema, own is null ? data : own.Apply(definition.Schema, data), false);
        }
        catch (EventMigrationException)
        {
            return new HistoryRow(stored, null, null, isHidden);
        }
    }

    /// <summary>With what the event says about the record's fields.</summary>
    private async ValueTask<HistoryRow> Opened(HistoryRow row, QueryContext context)
    {
        var change = EntityProjection.Interpret(Entity, row.Stored);
        if (change.Kind is not (EntityChangeKind.Created or EntityChangeKind.Updated))
        {
            return row with { Kind = change.Kind };
        }

        object?[]? previous = null;
        if (change.Kind == EntityChangeKind.Updated)
        {
            using var payload = JsonDocument.Parse(row.Stored.Payload);
            previous = Entity.Schema.ReadStoredChanges(payload.RootElement.GetProperty("previous"));
        }

        var unit = context.Services.Unit;
        return row with
        {
            Kind = change.Kind,
            Changes = await unit.Open(Entity.Schema, change.Stream, change.Values, context.Cancellation),
            Previous = previous is null ? null : await unit.Open(Entity.Schema, change.Stream, previous, context.Cancellation),
        };
    }

    internal sealed record Arguments(Guid Id, int Limit, StreamVersion? Before, bool IncludeArchived) : IQueryInput
    {
        /// <summary>What hooks ask for beside.</summary>
        public RowFilter Condition { get; init; } = RowFilter.Everything;

        QueryTerms IQueryInput.Terms => new(Id, true, Condition);

        IQueryInput IQueryInput.With(QueryTerms terms) => this with { Condition = terms.Condition };
    }
}

/// <summary>One event of a history; with its payload in the shape that is declared now, where there is one.</summary>
internal sealed record HistoryRow(StoredEvent Stored, RecordSchema? Schema, object?[]? Data, bool IsHidden)
{
    public EntityChangeKind Kind { get; init; }

    /// <summary>The new values of the record's fields; null where the event changes none.</summary>
    public object?[]? Changes { get; init; }

    /// <summary>The old values; null where there were none.</summary>
    public object?[]? Previous { get; init; }
}

/// <summary>A part of a record's history, the newest event first.</summary>
internal sealed class HistoryPage(EntityDefinition entity, IReadOnlyList<HistoryRow> events, FieldMask? mask) : IJsonAnswer
{
    public void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("rows");
        for (var i = events.Count - 1; i >= 0; i--)
        {
            WriteEvent(writer, events[i]);
        }

        writer.WriteEndArray();
        writer.WritePropertyName("nextBeforeVersion");
        if (events.Count > 0 && events[0].Stored.Version.Value > 1)
        {
            writer.WriteNumberValue(events[0].Stored.Version.Value);
        }
        else
        {
            writer.WriteNullValue();
        }

        writer.WriteEndObject();
    }

    private void WriteEvent(Utf8JsonWriter writer, HistoryRow row)
    {
        var stored = row.Stored;
        var metadata = EventMetadata.Of(stored);
        writer.WriteStartObject();
        writer.WriteString("id", EventJson.IdOf(stored.Stream, stored.Version));
        writer.WriteNumber("version", stored.Version.Value);
        writer.WriteString("type", stored.Type);
        writer.WritePropertyName("at");
        Instants.Write(writer, stored.CreatedAt);
        writer.WriteString("by", stored.CreatedBy.Value);
        writer.WriteString("requestId", metadata.RequestId);
        writer.WriteString("correlationId", metadata.CorrelationId);
        writer.WriteStartArray("changes");
        if (row.Changes is not null)
        {
            WriteChanges(writer, row.Previous, row.Changes);
        }

        writer.WriteEndArray();
        if (row.Kind is EntityChangeKind.Touched or EntityChangeKind.Archived)
        {
            writer.WritePropertyName("data");
            WriteData(writer, row);
        }

        writer.WriteEndObject();
    }

    private static void WriteData(Utf8JsonWriter writer, HistoryRow row)
    {
        if (row is { Schema: { } schema, Data: { } data })
        {
            schema.Write(writer, data, JsonForm.Wire);
        }
        else if (row.IsHidden)
        {
            writer.WriteNullValue();
        }
        else
        {
            using var payload = JsonDocument.Parse(row.Stored.Payload);
            payload.RootElement.WriteTo(writer);
        }
    }

    private void WriteChanges(Utf8JsonWriter writer, object?[]? before, object?[] after)
    {
        foreach (var field in entity.Schema.Fields)
        {
            var to = after[field.Ordinal];
            if (to == Absent.Value || (before is null && to is null) || mask?.Hides(field) == true || field.IsSensitive)
            {
                continue;
            }

            writer.WriteStartObject();
            writer.WriteString("field", field.Name);
            WriteValue(writer, "from", field, before?[field.Ordinal]);
            WriteValue(writer, "to", field, to);
            writer.WriteEndObject();
        }
    }

    private void WriteValue(Utf8JsonWriter writer, string name, Field field, object? value)
    {
        writer.WritePropertyName(name);
        if (value is null || value == Absent.Value)
        {
            writer.WriteNullValue();
        }
        else
        {
            field.Type.Write(writer, mask is null ? value : mask.ApplyTo(field, value)!, JsonForm.Wire);
        }
    }
}
