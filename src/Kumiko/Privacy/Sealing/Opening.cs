using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kumiko;

/// <summary>Opens what a unit of work has read. Whoever looks at values has to, and pays nothing where nothing is sealed.</summary>
internal static class Opening
{
    private static readonly byte[] Mark = Encoding.UTF8.GetBytes(SealedValue.Prefix);

    /// <summary>Opens a record.</summary>
    public static ValueTask<EntityState> Open(this UnitOfWork unit, EntityDefinition entity, EntityState state, CancellationToken cancellation) =>
        entity.Schema.Sealing is null ? new ValueTask<EntityState>(state) : OpenOne(unit, entity, state, cancellation);

    /// <summary>Opens records, and asks for all of their keys at once.</summary>
    public static ValueTask<IReadOnlyList<EntityState>> Open(
        this UnitOfWork unit, EntityDefinition entity, IReadOnlyList<EntityState> states, CancellationToken cancellation) =>
        entity.Schema.Sealing is null ? new ValueTask<IReadOnlyList<EntityState>>(states) : OpenAll(unit, entity, states, cancellation);

    /// <summary>Opens the values of a record or an event.</summary>
    public static async ValueTask<object?[]> Open(this UnitOfWork unit, RecordSchema schema, StreamId stream, object?[] values, CancellationToken cancellation)
    {
        if (schema.Sealing is not { } plan)
        {
            return values;
        }

        var ring = unit.KeysOf(schema.Vault!);
        var subjects = new HashSet<(TenantId, DataSubject)>();
        plan.Collect(stream.Tenant, values, subjects);
        await ring.Fetch(subjects, cancellation);
        return plan.Open(ring, stream.Tenant, stream.Aggregate, values);
    }

    /// <summary>Asks at once for all keys that a page of events needs. What it misses is asked for later, one by one.</summary>
    public static ValueTask FetchKeys(this UnitOfWork unit, Vault? vault, IReadOnlyList<StoredEvent> page, CancellationToken cancellation) =>
        vault is null ? ValueTask.CompletedTask : unit.KeysOf(vault).Fetch(page.SelectMany(SubjectsIn), cancellation);

    /// <summary>Opens texts wherever they stand in a payload, for migrations, which see payloads of any shape.</summary>
    public static async ValueTask Open(this UnitOfWork unit, Vault vault, StreamId stream, JsonObject payload, CancellationToken cancellation)
    {
        var texts = new List<(JsonValue Node, string Stored, DataSubject Subject)>();
        Collect(payload, texts);
        if (texts.Count == 0)
        {
            return;
        }

        var ring = unit.KeysOf(vault);
        await ring.Fetch(texts.Select(t => (stream.Tenant, t.Subject)), cancellation);
        foreach (var (node, stored, subject) in texts)
        {
            if (ring.Find(stream.Tenant, subject) is not null && OpenNode(stored, ring.SecretToOpen(stream.Tenant, subject), stream) is { } plain)
            {
                node.ReplaceWith(plain);
            }
        }
    }

    /// <summary>
    /// Opens one text; null where it was never sealed here. It can come from outside and only look like it. Were it sealed nevertheless, its field would
    /// say so when it is read.
    /// </summary>
    private static JsonNode? OpenNode(string stored, byte[]? secret, StreamId stream)
    {
        if (secret is null)
        {
            return JsonValue.Create(SealedValue.Erased);
        }

        try
        {
            return JsonNode.Parse(SealedValue.OpenText(stored, secret, SealedValue.PlaceOf(stream.Tenant, stream.Aggregate)));
        }
        catch (Exception strange) when (strange is CryptographicException or FormatException)
        {
            return null;
        }
    }

    private static IEnumerable<(TenantId, DataSubject)> SubjectsIn(StoredEvent stored)
    {
        for (var rest = stored.Payload; rest.Span.IndexOf(Mark) is var start and >= 0;)
        {
            rest = rest[start..];
            var end = rest.Span.IndexOf((byte)'"');
            if (end < 0)
            {
                yield break;
            }

            if (SealedValue.SubjectIn(Encoding.UTF8.GetString(rest.Span[..end])) is { } subject)
            {
                yield return (stored.Stream.Tenant, subject);
            }

            rest = rest[end..];
        }
    }

    private static async ValueTask<EntityState> OpenOne(UnitOfWork unit, EntityDefinition entity, EntityState state, CancellationToken cancellation) =>
        state with { Values = await unit.Open(entity.Schema, new StreamId(state.Tenant, state.Id), state.Values, cancellation) };

    private static async ValueTask<IReadOnlyList<EntityState>> OpenAll(
        UnitOfWork unit, EntityDefinition entity, IReadOnlyList<EntityState> states, CancellationToken cancellation)
    {
        var (plan, ring) = (entity.Schema.Sealing!, unit.KeysOf(entity.Schema.Vault!));
        var subjects = new HashSet<(TenantId, DataSubject)>();
        foreach (var state in states)
        {
            plan.Collect(state.Tenant, state.Values, subjects);
        }

        await ring.Fetch(subjects, cancellation);
        return [.. states.Select(s => s with { Values = plan.Open(ring, s.Tenant, s.Id, s.Values) })];
    }

    private static void Collect(JsonNode? node, List<(JsonValue Node, string Stored, DataSubject Subject)> texts)
    {
        switch (node)
        {
            case JsonValue value when value.GetValueKind() == JsonValueKind.String && value.GetValue<string>() is var text && SealedValue.SubjectIn(text) is { } subject:
                texts.Add((value, text, subject));
                break;
            case JsonObject members:
                foreach (var (_, member) in members)
                {
                    Collect(member, texts);
                }

                break;
            case JsonArray items:
                foreach (var item in items)
                {
                    Collect(item, texts);
                }

                break;
        }
    }
}
