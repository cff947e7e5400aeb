using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Kumiko.Testing;

/// <summary>
/// Calls handlers as a user, by type instead of by name: through the whole pipeline, with the JSON that clients would send. Failures
/// are thrown as the exceptions that the handlers throw.
/// </summary>
public sealed class TestUser
{
    private readonly TestApp _app;
    private readonly IPAddress? _address;

    internal TestUser(TestApp app, User user, IPAddress? address = null)
    {
        _app = app;
        _address = address;
        User = user;
    }

    /// <summary>Who calls.</summary>
    public User User { get; }

    /// <summary>The same user with claims: <c>app.As("Sales").WithClaims(c => c.With("crm:region", "north"))</c>.</summary>
    /// <param name="add">Gets the claims that the user has already.</param>
    public TestUser WithClaims(Func<UserClaims, UserClaims> add) => new(_app, User with { Claims = add(User.Claims) }, _address);

    /// <summary>Another user with the same tenant, roles and claims.</summary>
    public TestUser WithId(string id) => new(_app, User with { Id = new UserId(id) }, _address);

    /// <summary>The same user at a network address, as if the calls came over HTTP.</summary>
    public TestUser From(IPAddress address) => new(_app, User, address);

    /// <summary>Creates a record; what stays at its default is not sent.</summary>
    public async Task<TEntity> Create<TEntity>(TEntity record)
        where TEntity : Entity
    {
        var entity = _app.Registry.EntityOf<TEntity>();
        var values = entity.Schema.Capture(record);
        foreach (var field in entity.Schema.Fields.Where(f => !f.IsRequired && f.Type.Same(values[f.Ordinal], f.Default)))
        {
            values[field.Ordinal] = Absent.Value;
        }

        var answer = await WriteStandard(CrudVerb.Create, entity, JsonText.Of(w => entity.Schema.Write(w, values, FormOf(entity))));
        return (TEntity)entity.Materialize(entity.ReadRecord(answer.GetProperty("data")));
    }

    /// <summary>Changes a record: what <paramref name="change"/> sets is sent, with the version that <paramref name="record"/> has.</summary>
    /// <returns>The changed record; <paramref name="record"/> stays as it was.</returns>
    public async Task<TEntity> Update<TEntity>(TEntity record, Action<TEntity> change)
        where TEntity : Entity
    {
        var entity = _app.Registry.EntityOf<TEntity>();
        var before = entity.StateOf(record);
        var copy = (TEntity)entity.Materialize(before);
        change(copy);
        var changes = entity.Schema.Capture(copy);
        foreach (var field in entity.Schema.Fields.Where(f => f.Type.Same(changes[f.Ordinal], before.Values[f.Ordinal])))
        {
            changes[field.Ordinal] = Absent.Value;
        }

        var answer = await WriteStandard(CrudVerb.Update, entity, JsonText.Of(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("id", record.Id);
            writer.WriteNumber("version", record.Version.Value);
            writer.WritePropertyName("changes");
            entity.Schema.Write(writer, changes, FormOf(entity));
            writer.WriteEndObject();
        }));
        return (TEntity)entity.Materialize(entity.ReadRecord(answer.GetProperty("data")));
    }

    /// <summary>Deletes a record, whatever its version.</summary>
    public Task Delete<TEntity>(Guid id)
        where TEntity : Entity => WriteStandard(CrudVerb.Delete, _app.Registry.EntityOf<TEntity>(), $$"""{"id":"{{id}}"}""");

    /// <summary>Brings back a deleted record.</summary>
    public async Task<TEntity> Restore<TEntity>(Guid id)
        where TEntity : Entity
    {
        var entity = _app.Registry.EntityOf<TEntity>();
        var answer = await WriteStandard(CrudVerb.Restore, entity, $$"""{"id":"{{id}}"}""");
        return (TEntity)entity.Materialize(entity.ReadRecord(answer.GetProperty("data")));
    }

    /// <summary>Reads one record, as it is or as it was; null when the user can see none.</summary>
    public async Task<TEntity?> Detail<TEntity>(Guid id, StreamVersion? asOfVersion = null, DateTimeOffset? asOf = null)
        where TEntity : Entity
    {
        var entity = _app.Registry.EntityOf<TEntity>();
        var answer = await QueryStandard(CrudVerb.Detail, entity, JsonText.Of(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("id", id);
            if (asOfVersion is { } version)
            {
                writer.WriteNumber("asOfVersion", version.Value);
            }

            if (asOf is { } instant)
            {
                writer.WriteString("asOf", Instants.Format(instant));
            }

            writer.WriteEndObject();
        }));
        return answer.ValueKind == JsonValueKind.Null ? null : (TEntity)entity.Materialize(entity.ReadRecord(answer));
    }

    /// <summary>Reads a page of records.</summary>
    /// <param name="request">Filters, order, paging; by default the first page, by age.</param>
    public async Task<TestPage<TEntity>> List<TEntity>(object? request = null)
        where TEntity : Entity
    {
        var entity = _app.Registry.EntityOf<TEntity>();
        var answer = await QueryStandard(CrudVerb.List, entity, JsonSerializer.Serialize(request ?? new { }, JsonSerializerOptions.Web));
        return new TestPage<TEntity>(
            [.. answer.GetProperty("rows").EnumerateArray().Select(row => (TEntity)entity.Materialize(entity.ReadRecord(row)))],
            answer.GetProperty("nextCursor").GetString(),
            answer.TryGetProperty("total", out var total) ? total.GetInt64() : null);
    }

    /// <summary>Reads every event of a record, the newest first, as clients see them.</summary>
    public async Task<IReadOnlyList<JsonElement>> History<TEntity>(Guid id)
        where TEntity : Entity
    {
        var answer = await QueryStandard(CrudVerb.History, _app.Registry.EntityOf<TEntity>(), $$"""{"id":"{{id}}"}""");
        return [.. answer.GetProperty("rows").EnumerateArray()];
    }

    /// <summary>Runs an own command.</summary>
    public Task Write(object command) => WriteTyped(command);

    /// <summary>Runs an own command and reads its answer.</summary>
    public async Task<TResult> Write<TResult>(object command) => _app.Answers.Read<TResult>(await WriteTyped(command));

    /// <summary>Runs an own query and reads its answer.</summary>
    public async Task<TResult> Query<TResult>(object query)
    {
        var handler = HandlerFor(HandlerKind.Query, query);
        return _app.Answers.Read<TResult>(await QueryNamed(handler.Name, PayloadOf(handler, query)));
    }

    /// <summary>Runs a command by name with a payload as JSON text.</summary>
    public Task<JsonElement> WriteNamed(string name, string payload) => WriteCalls(null, (name, payload));

    /// <summary>Runs a command by name, with an id that makes a repetition harmless.</summary>
    public Task<JsonElement> WriteOnce(string requestId, string name, string payload) => WriteCalls(requestId, (name, payload));

    /// <summary>Runs a query by name with a payload as JSON text.</summary>
    public async Task<JsonElement> QueryNamed(string name, string payload)
    {
        using var json = JsonDocument.Parse(payload);
        return Parsed(await _app.Dispatcher.Query(new HandlerCall(name, json.RootElement), Caller()));
    }

    /// <summary>Listens to an own stream and reads its items. What refuses or ends it is thrown while items are taken.</summary>
    public async IAsyncEnumerable<TItem> Stream<TItem>(object query, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var handler = HandlerFor(HandlerKind.Stream, query);
        await foreach (var item in StreamNamed(handler.Name, PayloadOf(handler, query), cancellation))
        {
            yield return _app.Answers.Read<TItem>(item);
        }
    }

    /// <summary>Listens to a stream by name with a payload as JSON text.</summary>
    public async IAsyncEnumerable<JsonElement> StreamNamed(string name, string payload, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        using var json = JsonDocument.Parse(payload);
        await foreach (var item in _app.Dispatcher.Stream(new HandlerCall(name, json.RootElement), Caller(), cancellation))
        {
            yield return Parsed(item);
        }
    }

    /// <summary>Runs commands by name in one transaction and returns what became of them. Nothing is thrown.</summary>
    public async Task<BatchOutcome> Batch(string? requestId, params (string Name, string Payload)[] calls)
    {
        var documents = calls.Select(c => JsonDocument.Parse(c.Payload)).ToList();
        try
        {
            return await _app.Dispatcher.Write(
                [.. calls.Zip(documents, (call, document) => new HandlerCall(call.Name, document.RootElement))], requestId, Caller());
        }
        finally
        {
            documents.ForEach(d => d.Dispose());
        }
    }

    /// <summary>Clients send what they never get to see.</summary>
    private static JsonForm FormOf(EntityDefinition entity) => entity.Schema.Sealing is { HasSensitive: true } ? JsonForm.Open : JsonForm.Wire;

    private Task<JsonElement> WriteStandard(CrudVerb verb, EntityDefinition entity, string payload) =>
        WriteNamed(StandardHandlers.NameOf(verb, entity), payload);

    private Task<JsonElement> QueryStandard(CrudVerb verb, EntityDefinition entity, string payload) =>
        QueryNamed(StandardHandlers.NameOf(verb, entity), payload);

    private Task<JsonElement> WriteTyped(object command)
    {
        var handler = HandlerFor(HandlerKind.Write, command);
        return WriteNamed(handler.Name, PayloadOf(handler, command));
    }

    private async Task<JsonElement> WriteCalls(string? requestId, (string Name, string Payload) call)
    {
        var outcome = await Batch(requestId, call);
        return outcome.Error is null ? Parsed(outcome.Results[0]) : throw outcome.Error;
    }

    private HandlerDefinition HandlerFor(HandlerKind kind, object input) => _app.Registry.FindHandler(kind, input.GetType())
        ?? throw new InvalidOperationException($"No {kind.Noun()} takes '{input.GetType().Name}'.");

    private Caller Caller() => new(User, RequestInfo.New() with { ClientAddress = _address });

    private static string PayloadOf(HandlerDefinition handler, object input) =>
        JsonText.Of(writer => handler.Input!.Write(writer, handler.Input.Capture(input), JsonForm.Wire));

    private static JsonElement Parsed(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
