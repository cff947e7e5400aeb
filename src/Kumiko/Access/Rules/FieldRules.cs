namespace Kumiko;

/// <summary>Who may read and write the fields of a schema, and of the objects inside.</summary>
internal sealed class FieldRules
{
    private FieldRules(RecordSchema schema)
    {
        Read = new GrantSet?[schema.Fields.Count];
        Write = new GrantSet?[schema.Fields.Count];
        Inner = new FieldRules?[schema.Fields.Count];
    }

    /// <summary>By ordinal; null where everyone may.</summary>
    public GrantSet?[] Read { get; }

    /// <inheritdoc cref="Read"/>
    public GrantSet?[] Write { get; }

    /// <summary>The rules of the objects inside, by ordinal; null where they have none.</summary>
    public FieldRules?[] Inner { get; }

    /// <summary>All that only some may read, inside of objects, too.</summary>
    public IEnumerable<GrantSet> Readers => Read.OfType<GrantSet>().Concat(Inner.OfType<FieldRules>().SelectMany(i => i.Readers));

    public bool RestrictsReading => Array.Exists(Read, r => r is not null) || Array.Exists(Inner, i => i is { RestrictsReading: true });

    public bool RestrictsWriting => Array.Exists(Write, w => w is not null) || Array.Exists(Inner, i => i is { RestrictsWriting: true });

    /// <summary>The rules that a schema's properties declare with attributes; null where they declare none.</summary>
    public static FieldRules? Of(RecordSchema schema) =>
        Of(schema, field => (SetOf(field.ReadableBy), SetOf(field.WritableBy)));

    /// <summary>The rules that somebody else knows; null where there are none.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="rulesOf">The rules of a field.</param>
    /// <param name="innerOf">The rules inside of a field; by default those that attributes declare there.</param>
    public static FieldRules? Of(
        RecordSchema schema, Func<Field, (GrantSet? Read, GrantSet? Write)> rulesOf, Func<Field, RecordSchema, FieldRules?>? innerOf = null)
    {
        var rules = new FieldRules(schema);
        foreach (var field in schema.Fields)
        {
            (rules.Read[field.Ordinal], rules.Write[field.Ordinal]) = rulesOf(field);
            rules.Inner[field.Ordinal] = InnerSchemaOf(field.Type) is not { } inner ? null : innerOf is null ? inner.FieldRules : innerOf(field, inner);
        }

        return rules.RestrictsReading || rules.RestrictsWriting ? rules : null;
    }

    /// <summary>What the objects in a field consist of; null where it holds none.</summary>
    public static RecordSchema? InnerSchemaOf(FieldType type) => (type as EmbeddedType)?.Schema ?? (type as EmbeddedListType)?.ItemSchema;

    /// <summary>A field of an object, or of a list of them, that was changed and that may not be set; null for none.</summary>
    /// <param name="mayWrite">Whether those who write are among these.</param>
    /// <param name="type">What the objects are in.</param>
    /// <param name="before">The objects before.</param>
    /// <param name="after">The objects now.</param>
    public Field? FindUnwritable(Func<GrantSet, bool> mayWrite, FieldType type, object? before, object? after)
    {
        if (type is EmbeddedType embedded)
        {
            return FindUnwritable(mayWrite, embedded.Schema, before as object?[], after as object?[]);
        }

        var (old, now) = (before as object?[] ?? [], after as object?[] ?? []);
        for (var i = 0; i < Math.Max(old.Length, now.Length); i++)
        {
            if (FindUnwritable(mayWrite, ((EmbeddedListType)type).ItemSchema, (object?[]?)old.ElementAtOrDefault(i), (object?[]?)now.ElementAtOrDefault(i)) is { } field)
            {
                return field;
            }
        }

        return null;
    }

    /// <summary>An object with the old values of those fields that are empty now and that may not be set.</summary>
    public object?[] KeepUnwritable(Func<GrantSet, bool> mayWrite, object?[] before, object?[] after)
    {
        var kept = (object?[])after.Clone();
        for (var i = 0; i < kept.Length; i++)
        {
            kept[i] = kept[i] is null && Write[i] is { } writers && !mayWrite(writers) ? before[i] : kept[i];
        }

        return kept;
    }

    private Field? FindUnwritable(Func<GrantSet, bool> mayWrite, RecordSchema schema, object?[]? before, object?[]? after)
    {
        foreach (var field in schema.Fields)
        {
            if (Write[field.Ordinal] is { } writers
                && !field.Type.Same(before is null ? field.Default : before[field.Ordinal], after is null ? field.Default : after[field.Ordinal])
                && !mayWrite(writers))
            {
                return field;
            }
        }

        return null;
    }

    private static GrantSet? SetOf(IReadOnlyList<string>? roles) => roles is null ? null : new GrantSet([new Grant(Access.Roles(roles), null)]);
}
