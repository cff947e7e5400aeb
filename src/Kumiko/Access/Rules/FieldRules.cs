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

    public bool RestrictsReading => Array.Exists(Read, r => r is not null) || Array.Exists(Inner, i => i is { RestrictsReading: true });

    public bool RestrictsWriting => Array.Exists(Write, w => w is not null) || Array.Exists(Inner, i => i is { RestrictsWriting: true });

    /// <summary>The rules that a schema's properties declare with attributes; null where they declare none.</summary>
    public static FieldRules? Of(RecordSchema schema) =>
        Of(schema, field => (SetOf(field.ReadableBy), SetOf(field.WritableBy)));

    /// <summary>The rules that somebody else knows; null where there are none.</summary>
    public static FieldRules? Of(RecordSchema schema, Func<Field, (GrantSet? Read, GrantSet? Write)> rulesOf)
    {
        var rules = new FieldRules(schema);
        foreach (var field in schema.Fields)
        {
            (rules.Read[field.Ordinal], rules.Write[field.Ordinal]) = rulesOf(field);
            rules.Inner[field.Ordinal] = InnerOf(field.Type);
        }

        return rules.RestrictsReading || rules.RestrictsWriting ? rules : null;
    }

    /// <summary>A field of an object, or of a list of them, that was changed and that the user may not set; null for none.</summary>
    public Field? FindUnwritable(User user, FieldType type, object? before, object? after)
    {
        if (type is EmbeddedType embedded)
        {
            return FindUnwritable(user, embedded.Schema, before as object?[], after as object?[]);
        }

        var (old, now) = (before as object?[] ?? [], after as object?[] ?? []);
        for (var i = 0; i < Math.Max(old.Length, now.Length); i++)
        {
            if (FindUnwritable(user, ((EmbeddedListType)type).ItemSchema, (object?[]?)old.ElementAtOrDefault(i), (object?[]?)now.ElementAtOrDefault(i)) is { } field)
            {
                return field;
            }
        }

        return null;
    }

    /// <summary>An object with the old values of those fields that are empty now and that the user may not set.</summary>
    public object?[] KeepUnwritable(User user, object?[] before, object?[] after)
    {
        var kept = (object?[])after.Clone();
        for (var i = 0; i < kept.Length; i++)
        {
            kept[i] = kept[i] is null && Write[i] is { } writers && !writers.Names(user) ? before[i] : kept[i];
        }

        return kept;
    }

    private Field? FindUnwritable(User user, RecordSchema schema, object?[]? before, object?[]? after)
    {
        foreach (var field in schema.Fields)
        {
            if (Write[field.Ordinal] is { } writers && !writers.Names(user)
                && !field.Type.Same(before is null ? field.Default : before[field.Ordinal], after is null ? field.Default : after[field.Ordinal]))
            {
                return field;
            }
        }

        return null;
    }

    private static FieldRules? InnerOf(FieldType type) => type switch
    {
        EmbeddedType embedded => embedded.Schema.FieldRules,
        EmbeddedListType list => list.ItemSchema.FieldRules,
        _ => null,
    };

    private static GrantSet? SetOf(IReadOnlyList<string>? roles) => roles is null ? null : new GrantSet([new Grant(Access.Roles(roles), null)]);
}
