using System.Text.Json;

namespace Kumiko;

/// <summary>
/// What lists and details show beside the ids of references: read with one question for each entity that is referred to, however many records there are.
/// A record that the caller could not read by its id, or not with this field, has no label.
/// </summary>
internal sealed class ReferenceLabels
{
    /// <summary>The member of records that holds the labels: by the field's path, and then by id.</summary>
    public const string Member = "_refs";

    private readonly EntityDefinition _entity;
    private readonly Dictionary<EntityDefinition, Dictionary<(TenantId, Guid), VisibleRecord?>> _targets = [];
    private readonly HashSet<Guid> _found = [];

    private ReferenceLabels(EntityDefinition entity) => _entity = entity;

    /// <summary>Whether a field is short enough to stand for its record.</summary>
    public static bool CanBeLabel(FieldType type) => type.Kind is "text" or "select" or "number" or "bigInt" or "decimal" or "date";

    /// <summary>Reads the labels of records' references.</summary>
    public static async Task<ReferenceLabels> Load(EntityDefinition entity, IReadOnlyList<VisibleRecord> records, QueryContext context)
    {
        var labels = new ReferenceLabels(entity);
        foreach (var group in entity.Labels.GroupBy(l => l.Target))
        {
            labels._targets[group.Key] = await Read(group.Key, labels.KeysOf(group, records), context);
        }

        return labels;
    }

    /// <summary>Writes the labels of one of the records. Fields that it shows no label of are left out.</summary>
    public Action<Utf8JsonWriter> Of(VisibleRecord record) => writer => WriteTo(writer, record);

    private void WriteTo(Utf8JsonWriter writer, VisibleRecord record)
    {
        var values = record.ValuesOf(_entity);
        writer.WriteStartObject(Member);
        foreach (var reference in _entity.Labels)
        {
            var isOpen = false;
            foreach (var id in IdsIn(reference, values))
            {
                if (LabelOf(reference, record.State.Tenant, id) is not { } label)
                {
                    continue;
                }

                if (!isOpen)
                {
                    writer.WriteStartObject(reference.Path);
                    isOpen = true;
                }

                writer.WriteStartObject(id.ToString());
                writer.WritePropertyName(reference.Label.Name);
                reference.Label.Type.Write(writer, label, JsonForm.Wire);
                writer.WriteEndObject();
            }

            if (isOpen)
            {
                writer.WriteEndObject();
            }
        }

        writer.WriteEndObject();
    }

    /// <summary>Where references of the records can lead: to the record's own tenant, and to the system's.</summary>
    private HashSet<(TenantId, Guid)> KeysOf(IEnumerable<LabelledReference> references, IReadOnlyList<VisibleRecord> records)
    {
        var keys = new HashSet<(TenantId, Guid)>();
        foreach (var record in records)
        {
            var values = record.ValuesOf(_entity);
            foreach (var id in references.SelectMany(r => IdsIn(r, values)))
            {
                keys.Add((record.State.Tenant, id));
                keys.Add((TenantId.System, id));
            }
        }

        return keys;
    }

    private HashSet<Guid> IdsIn(LabelledReference reference, object?[] values)
    {
        _found.Clear();
        reference.Find(values, _found);
        return _found;
    }

    private object? LabelOf(LabelledReference reference, TenantId tenant, Guid id)
    {
        var targets = _targets[reference.Target];
        var isKnown = targets.TryGetValue((tenant, id), out var target) || targets.TryGetValue((TenantId.System, id), out target);
        return isKnown && target is { } shown && shown.Mask?.Hides(reference.Label) != true ? shown.State.Values[reference.Label.Ordinal] : null;
    }

    private static async Task<Dictionary<(TenantId, Guid), VisibleRecord?>> Read(EntityDefinition target, HashSet<(TenantId, Guid)> keys, QueryContext context)
    {
        var targets = new Dictionary<(TenantId, Guid), VisibleRecord?>();
        if (keys.Count == 0)
        {
            return targets;
        }

        var session = await context.Services.Unit.ForReading(context.Cancellation);
        var view = context.Services.ViewOf(target);
        var rows = await session.ReadRows(target.Table, keys, context.Cancellation);
        foreach (var state in await context.Services.Unit.Open(target, [.. rows.Select(target.Columns.Read)], context.Cancellation))
        {
            targets[(state.Tenant, state.Id)] = state.IsDeleted || view?.CanRead(state) == false ? null : new VisibleRecord(state, view?.MaskFor(state));
        }

        return targets;
    }
}
