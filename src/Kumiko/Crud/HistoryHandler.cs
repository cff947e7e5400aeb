using System.Text.Json;
using Kumiko.Storage;

namespace Kumiko;

/// <summary>Every event of a record, the newest first: who, when, and what changed.</summary>
internal sealed class HistoryHandler(FeatureDefinition feature, EntityDefinition entity, AccessRule access)
    : StandardHandler<HistoryHandler.Arguments>(CrudVerb.History, HandlerKind.Query, feature, entity, access)
{
    protected override Arguments ReadInput(JsonElement payload, IssueList issues)
    {
        var reader = new PayloadReader(payload, issues, "id", "limit", "beforeVersion");
        return new Arguments(
            reader.Id(), reader.Whole("limit", ListInputReader.DefaultLimit, 1, ListInputReader.LargestLimit), reader.Version("beforeVersion"));
    }

    protected override async Task<object?> Handle(Arguments input, QueryContext context)
    {
        var session = await context.Services.Unit.ForReading(context.Cancellation);
        foreach (var tenant in new[] { context.Tenant, TenantId.System })
        {
            var stream = new StreamId(tenant, input.Id);
            var current = await session.ReadStreamVersion(stream, context.Cancellation);
            var until = input.Before is { } before && before <= current ? new StreamVersion(Math.Max(0, before.Value - 1)) : current;
            if (until == StreamVersion.None && current > StreamVersion.None)
            {
                return new HistoryPage(Entity, [], context.Registry);
            }

            var after = new StreamVersion(Math.Max(0, until.Value - input.Limit));
            var events = await session.ReadStream(stream, new StreamRange { After = after, Until = until }, context.Cancellation);
            if (events.Count > 0 && events[0].AggregateType == Entity.Name)
            {
                return new HistoryPage(Entity, events, context.Registry);
            }
        }

        throw new NotFoundException(Entity.Name, input.Id.ToString());
    }

    internal sealed record Arguments(Guid Id, int Limit, StreamVersion? Before);
}

/// <summary>A part of a record's history, the newest event first.</summary>
internal sealed class HistoryPage(EntityDefinition entity, IReadOnlyList<StoredEvent> events, Registry registry) : IJsonAnswer
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
        if (events.Count > 0 && events[0].Version.Value > 1)
        {
            writer.WriteNumberValue(events[0].Version.Value);
        }
        else
        {
            writer.WriteNullValue();
        }

        writer.WriteEndObject();
    }

    private void WriteEvent(Utf8JsonWriter writer, StoredEvent stored)
    {
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
        var change = EntityProjection.Interpret(entity, stored);
        if (change.Kind == EntityChangeKind.Created)
        {
            WriteChanges(writer, null, change.Values);
        }
        else if (change.Kind == EntityChangeKind.Updated)
        {
            using var payload = JsonDocument.Parse(stored.Payload);
            WriteChanges(writer, entity.Schema.ReadStoredChanges(payload.RootElement.GetProperty("previous")), change.Values);
        }

        writer.WriteEndArray();
        if (change.Kind == EntityChangeKind.Touched)
        {
            writer.WritePropertyName("data");
            WriteData(writer, stored);
        }

        writer.WriteEndObject();
    }

    /// <summary>Through the event's schema, so that it looks the same from both stores; as it is, where the event is declared no longer.</summary>
    private void WriteData(Utf8JsonWriter writer, StoredEvent stored)
    {
        using var payload = JsonDocument.Parse(stored.Payload);
        if (registry.FindEvent(stored.Type) is { } definition)
        {
            definition.Schema.Write(writer, definition.Schema.ReadStored(payload.RootElement), JsonForm.Wire);
        }
        else
        {
            payload.RootElement.WriteTo(writer);
        }
    }

    private void WriteChanges(Utf8JsonWriter writer, object?[]? before, object?[] after)
    {
        foreach (var field in entity.Schema.Fields)
        {
            var to = after[field.Ordinal];
            if (to == Absent.Value || (before is null && to is null))
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

    private static void WriteValue(Utf8JsonWriter writer, string name, Field field, object? value)
    {
        writer.WritePropertyName(name);
        if (value is null || value == Absent.Value)
        {
            writer.WriteNullValue();
        }
        else
        {
            field.Type.Write(writer, value, JsonForm.Wire);
        }
    }
}
