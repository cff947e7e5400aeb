using System.Text.Json;

namespace Kumiko;

/// <summary>An event of the domain as the registry knows it.</summary>
public sealed class EventDefinition
{
    private readonly IReadOnlyList<MigrationStep> _steps;
    private readonly Func<EventHeader, object, Event> _typed;

    internal EventDefinition(string name, string feature, int version, RecordSchema schema, IReadOnlyList<MigrationStep> steps, Func<EventHeader, object, Event> typed)
    {
        Name = name;
        Feature = feature;
        Version = version;
        Schema = schema;
        _steps = steps;
        _typed = typed;
    }

    /// <summary>The qualified name: <c>tickets:event:ticket-solved</c>.</summary>
    public string Name { get; }

    /// <summary>The feature that declares it, and the only one that can append it.</summary>
    public string Feature { get; }

    /// <summary>The generation of the payload's shape that is declared now, from 1 on. Older ones are brought up to it when they are read.</summary>
    public int Version { get; }

    /// <summary>The C# type of the payload.</summary>
    public Type Type => Schema.Type;

    /// <summary>The payload's fields.</summary>
    public RecordSchema Schema { get; }

    /// <summary>Puts an event together: an <see cref="Event{TData}"/> of the payload's type.</summary>
    internal Event Typed(EventHeader header, object data) => _typed(header, data);

    /// <summary>Writes a payload that C# code made.</summary>
    /// <param name="data">The payload.</param>
    /// <param name="stream">Where it will stand.</param>
    /// <param name="services">Their unit knows the keys.</param>
    /// <exception cref="ValidationFailedException">A field breaks its rules.</exception>
    internal async ValueTask<ReadOnlyMemory<byte>> Write(object data, StreamId stream, InvocationServices services)
    {
        var values = Schema.Capture(data);
        var issues = new IssueList();
        Schema.Check(values, "", issues);
        issues.ThrowIfAny();
        if (Schema.Sealing is { } plan)
        {
            values = await plan.Seal(services.Unit.KeysOf(Schema.Vault!), stream.Tenant, stream.Aggregate, values, null, services.Cancellation);
        }

        return JsonText.BytesOf((Schema, values), static (writer, s) => s.Schema.Write(writer, s.values, JsonForm.Stored));
    }

    /// <summary>Reads a payload in the shape that is declared now, whatever generation was stored.</summary>
    /// <param name="stored">The event.</param>
    /// <param name="reader">Knows where migrations look things up.</param>
    /// <exception cref="EventMigrationException">It was stored by a newer release, or cannot be brought to the declared shape.</exception>
    internal ValueTask<object> Read(StoredEvent stored, EventReader reader)
    {
        if (stored.SchemaVersion == Version)
        {
            var values = ReadPayload(stored, stored.Payload);
            return Schema.Sealing is null ? new ValueTask<object>(Materialize(stored, values)) : Open(stored, values, reader);
        }

        if (stored.SchemaVersion < 1 || stored.SchemaVersion > Version)
        {
            throw new EventMigrationException(stored, null,
                $"it was stored in version {stored.SchemaVersion}, and this release knows the versions 1 to {Version}");
        }

        return Migrate(stored, reader);
    }

    /// <summary>Reads a payload as <see cref="Read"/> does, but as plain values by ordinal, for those who write it out again.</summary>
    internal async ValueTask<object?[]> ReadValues(StoredEvent stored, EventReader reader) => stored.SchemaVersion == Version
        ? await reader.Services.Unit.Open(Schema, stored.Stream, ReadPayload(stored, stored.Payload), reader.Services.Cancellation)
        : Schema.Capture(await Read(stored, reader));

    /// <summary>Reads a payload that was just written, as it will come back from the log.</summary>
    internal async ValueTask<object> ReadOwn(Storage.NewEvent appended, InvocationServices services)
    {
        using var json = JsonDocument.Parse(appended.Payload);
        return Schema.Materialize(await services.Unit.Open(Schema, appended.Stream, Schema.ReadStored(json.RootElement), services.Cancellation));
    }

    private async ValueTask<object> Open(StoredEvent stored, object?[] values, EventReader reader) =>
        Materialize(stored, await reader.Services.Unit.Open(Schema, stored.Stream, values, reader.Services.Cancellation));

    private async ValueTask<object> Migrate(StoredEvent stored, EventReader reader)
    {
        var context = new MigrationContext(stored, reader);
        var payload = PayloadJson.Parse(stored.Payload);
        if (reader.Services.Registry.Vault is { } vault)
        {
            await reader.Services.Unit.Open(vault, stored.Stream, payload, reader.Services.Cancellation);
        }

        for (var version = stored.SchemaVersion; version < Version; version++)
        {
            try
            {
                payload = await _steps[version - 1].Apply(payload, context)
                    ?? throw new InvalidOperationException("The migration returned null.");
            }
            catch (Exception exception) when (exception is not Storage.StoreException and not OperationCanceledException)
            {
                throw new EventMigrationException(stored, version, exception.Message, exception);
            }
        }

        var values = ReadPayload(stored, PayloadJson.BytesOf(payload));
        var issues = new IssueList();
        Schema.Check(values, "", issues);
        return issues.Any
            ? throw new EventMigrationException(stored, Version - 1,
                "the result does not fit the declared type: " + string.Join(", ", issues.Issues.Select(i => $"{i.Path} ({i.Code})")))
            : Materialize(stored, values);
    }

    private object?[] ReadPayload(StoredEvent stored, ReadOnlyMemory<byte> payload)
    {
        try
        {
            using var json = JsonDocument.Parse(payload);
            return Schema.ReadStored(json.RootElement);
        }
        catch (Exception exception)
        {
            throw Unreadable(stored, exception);
        }
    }

    private object Materialize(StoredEvent stored, object?[] values)
    {
        try
        {
            return Schema.Materialize(values);
        }
        catch (Exception exception)
        {
            throw Unreadable(stored, exception);
        }
    }

    private EventMigrationException Unreadable(StoredEvent stored, Exception exception) => new(stored, null,
        $"its payload cannot be read as '{Type.Name}' ({exception.Message}); a changed shape needs a new version and a migration", exception);
}
