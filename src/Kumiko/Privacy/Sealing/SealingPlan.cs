namespace Kumiko;

/// <summary>Which fields of a record or an event are sealed, those inside of objects included, and how their values are sealed and opened.</summary>
internal sealed class SealingPlan
{
    private readonly RecordSchema _schema;
    private readonly (Field Field, SealedType Type)[] _sealed;
    private readonly (Field Field, SealingPlan Plan)[] _inner;

    private SealingPlan(RecordSchema schema, (Field Field, SealedType Type)[] own, (Field Field, SealingPlan Plan)[] inner)
    {
        _schema = schema;
        _sealed = own;
        _inner = inner;
        HasFindable = own.Any(f => f.Type.IsFindable);
        HasSensitive = own.Any(f => f.Type.IsSensitive) || inner.Any(f => f.Plan.HasSensitive);
    }

    /// <summary>Whether a field never leaves.</summary>
    public bool HasSensitive { get; }

    /// <summary>Whether a field can be found, so that rows know more than events do.</summary>
    public bool HasFindable { get; }

    /// <summary>The fields of the record itself that can be found.</summary>
    public IEnumerable<(Field Field, SealedType Type)> Findable => _sealed.Where(f => f.Type.IsFindable);

    /// <summary>The sealed fields, with the path to each.</summary>
    public IEnumerable<(string Path, Field Field, SealedType Type)> Fields => _sealed.Select(f => (f.Field.Member, f.Field, f.Type))
        .Concat(_inner.SelectMany(i => i.Plan.Fields.Select(f => ($"{i.Field.Member}.{f.Path}", f.Field, f.Type))));

    /// <returns>Null where nothing is sealed.</returns>
    public static SealingPlan? Of(RecordSchema schema)
    {
        var own = schema.Fields.Where(f => f.Type is SealedType).Select(f => (f, (SealedType)f.Type)).ToArray();
        var inner = schema.Fields.Select(f => (f, InnerOf(f.Type)?.Sealing)).Where(f => f.Sealing is not null).Select(f => (f.f, f.Sealing!)).ToArray();
        return own.Length + inner.Length == 0 ? null : new SealingPlan(schema, own, inner);
    }

    /// <summary>The fields of the objects that a field holds.</summary>
    public static RecordSchema? InnerOf(FieldType type) => (type as EmbeddedType)?.Schema ?? (type as EmbeddedListType)?.ItemSchema;

    /// <summary>Seals what is plain. What a subject's field names counts as it is among the values, or else among the current ones.</summary>
    /// <param name="ring">Makes keys where there are none.</param>
    /// <param name="tenant">The tenant.</param>
    /// <param name="id">The record, or the stream.</param>
    /// <param name="values">The values; not changed.</param>
    /// <param name="current">The record as it is; null for a new one.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <returns>The same values, sealed.</returns>
    /// <exception cref="UnprocessableException">A subject was forgotten.</exception>
    /// <exception cref="ValidationFailedException">There is data about somebody whom nothing names.</exception>
    public ValueTask<object?[]> Seal(KeyRing ring, TenantId tenant, Guid id, object?[] values, object?[]? current, CancellationToken cancellation) =>
        Seal(new Sealing(ring, tenant, id, cancellation), values, (values, current, _schema));

    /// <summary>Notes what has to be opened.</summary>
    public void Collect(TenantId tenant, object?[] values, HashSet<(TenantId, DataSubject)> subjects)
    {
        foreach (var (field, _) in _sealed)
        {
            if (values[field.Ordinal] is SealedValue { NeedsOpening: true } value)
            {
                subjects.Add((tenant, value.Subject));
            }
        }

        foreach (var (field, plan) in _inner)
        {
            foreach (var inner in PartsOf(field, values[field.Ordinal]))
            {
                plan.Collect(tenant, inner, subjects);
            }
        }
    }

    /// <summary>Opens values whose keys were fetched; the originals stay as they are.</summary>
    public object?[] Open(KeyRing ring, TenantId tenant, Guid id, object?[] values) => Map(values, (type, value) =>
        value is SealedValue { NeedsOpening: true } stored
            ? type.Open(stored, ring.SecretToOpen(tenant, stored.Subject), SealedValue.PlaceOf(tenant, id))
            : value);

    /// <summary>Forgets what is sealed under a subject's key.</summary>
    public object?[] Forget(DataSubject subject, object?[] values) =>
        Map(values, (_, value) => value is SealedValue { IsSealed: true } stored && stored.Subject == subject ? stored.Forgotten() : value);

    /// <summary>The fields that are sealed under the key of whom this one names.</summary>
    public IEnumerable<Field> NamedBy(Field subject) => _sealed.Where(f => f.Type.Privacy.SubjectMember == subject.Member).Select(f => f.Field)
        .Concat(_inner.Where(i => i.Plan.Fields.Any(f => f.Type.Privacy.SubjectMember == subject.Member)).Select(i => i.Field));

    /// <summary>The values as somebody set them who knows them: what is open becomes plain again, to be sealed anew.</summary>
    public static object? Unsealed(FieldType type, object? value) => type switch
    {
        SealedType => value is SealedValue stored ? stored.Plain ?? stored : value,
        EmbeddedType embedded => value is object?[] values ? UnsealedPart(embedded.Schema, values) : value,
        EmbeddedListType list => value is object?[] items ? Array.ConvertAll(items, item => item is object?[] values ? UnsealedPart(list.ItemSchema, values) : item) : value,
        _ => value,
    };

    private static object?[] UnsealedPart(RecordSchema schema, object?[] values)
    {
        var plain = (object?[])values.Clone();
        foreach (var field in schema.Fields)
        {
            plain[field.Ordinal] = Unsealed(field.Type, values[field.Ordinal]);
        }

        return plain;
    }

    private async ValueTask<object?[]> Seal(Sealing sealing, object?[] values, (object?[] Values, object?[]? Current, RecordSchema Schema) root)
    {
        object?[]? changed = null;
        foreach (var (field, type) in _sealed)
        {
            var plain = values[field.Ordinal] is SealedValue stored ? stored.Stored is null ? stored.Plain : null : values[field.Ordinal];
            if (plain is null || plain == Absent.Value)
            {
                continue;
            }

            changed ??= (object?[])values.Clone();
            changed[field.Ordinal] = plain is SealedValue.Erased
                ? SealedValue.Nothing
                : await sealing.Seal(type, plain, SubjectOf(type.Privacy, sealing, root));
        }

        foreach (var (field, plan) in _inner)
        {
            if (values[field.Ordinal] is not object?[] value)
            {
                continue;
            }

            changed ??= (object?[])values.Clone();
            if (field.Type is EmbeddedType)
            {
                changed[field.Ordinal] = await plan.Seal(sealing, value, root);
                continue;
            }

            var items = (object?[])value.Clone();
            for (var i = 0; i < items.Length; i++)
            {
                items[i] = items[i] is object?[] item ? await plan.Seal(sealing, item, root) : items[i];
            }

            changed[field.Ordinal] = items;
        }

        return changed ?? values;
    }

    private static DataSubject SubjectOf(FieldPrivacy privacy, Sealing sealing, (object?[] Values, object?[]? Current, RecordSchema Schema) root)
    {
        if (privacy.Subject == SubjectKind.Record)
        {
            return DataSubject.Of(sealing.Id);
        }

        if (privacy.Subject == SubjectKind.Tenant)
        {
            return DataSubject.Tenant;
        }

        var field = root.Schema.Fields.First(f => f.Member == privacy.SubjectMember);
        var value = root.Values[field.Ordinal] == Absent.Value ? root.Current?[field.Ordinal] : root.Values[field.Ordinal];
        if (value is Guid id)
        {
            return DataSubject.Of(id);
        }

        if (value is string { Length: > 0 } text)
        {
            return new DataSubject(text);
        }

        throw new ValidationFailedException([new FieldIssue(field.Name, IssueCodes.InvalidType, new Dictionary<string, object?>
        {
            ["expected"] = field.Type.Kind,
            ["received"] = "null",
        })]);
    }

    private object?[] Map(object?[] values, Func<SealedType, object?, object?> map)
    {
        object?[]? changed = null;
        foreach (var (field, type) in _sealed)
        {
            var mapped = map(type, values[field.Ordinal]);
            if (mapped != values[field.Ordinal])
            {
                (changed ??= (object?[])values.Clone())[field.Ordinal] = mapped;
            }
        }

        foreach (var (field, plan) in _inner)
        {
            if (values[field.Ordinal] is object?[] value)
            {
                (changed ??= (object?[])values.Clone())[field.Ordinal] = field.Type is EmbeddedType
                    ? plan.Map(value, map)
                    : Array.ConvertAll(value, item => item is object?[] inner ? plan.Map(inner, map) : item);
            }
        }

        return changed ?? values;
    }

    private static IEnumerable<object?[]> PartsOf(Field field, object? value) => value is not object?[] values ? []
        : field.Type is EmbeddedType ? [values]
        : values.OfType<object?[]>();

    /// <summary>What one record's values are sealed with.</summary>
    private sealed record Sealing(KeyRing Ring, TenantId Tenant, Guid Id, CancellationToken Cancellation)
    {
        public async ValueTask<SealedValue> Seal(SealedType type, object plain, DataSubject subject) =>
            type.Seal(plain, subject, await Ring.SecretToSeal(Tenant, subject, Cancellation), SealedValue.PlaceOf(Tenant, Id));
    }
}
