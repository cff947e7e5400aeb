namespace Kumiko;

/// <summary>Which fields of a record are hidden from somebody.</summary>
internal sealed class FieldMask
{
    private readonly bool[] _hidden;
    private readonly FieldMask?[] _inner;

    private FieldMask(bool[] hidden, FieldMask?[] inner)
    {
        _hidden = hidden;
        _inner = inner;
    }

    /// <summary>Which derived fields are hidden, by their place; null for none.</summary>
    public bool[]? Derived { get; init; }

    private bool HidesFields => Array.Exists(_hidden, h => h) || Array.Exists(_inner, i => i is not null);

    /// <summary>What is hidden from a user where the record is not known that conditions are about: all that depends on one; null for nothing.</summary>
    public static FieldMask? Of(FieldRules? rules, User user) =>
        rules is null ? null : Of(rules, readers => !readers.Bind(user).IsEverything());

    /// <summary>What is hidden; null for nothing.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="isHidden">Whether something is hidden that is for these readers.</param>
    public static FieldMask? Of(FieldRules rules, Func<GrantSet, bool> isHidden)
    {
        var hidden = new bool[rules.Read.Length];
        var inner = new FieldMask?[hidden.Length];
        for (var i = 0; i < hidden.Length; i++)
        {
            hidden[i] = rules.Read[i] is { } readers && isHidden(readers);
            inner[i] = hidden[i] || rules.Inner[i] is not { } inside ? null : Of(inside, isHidden);
        }

        var mask = new FieldMask(hidden, inner);
        return mask.HidesFields ? mask : null;
    }

    /// <summary>The same, with derived fields.</summary>
    public static FieldMask Of(FieldMask? fields, int count, bool[] derived) =>
        new(fields?._hidden ?? new bool[count], fields?._inner ?? new FieldMask?[count]) { Derived = derived };

    public bool Hides(Field field) => _hidden[field.Ordinal];

    /// <summary>Whether the items of a list do not show a field.</summary>
    public bool Hides(Field list, Field column) => _hidden[list.Ordinal] || (_inner[list.Ordinal] is { } items && items.Hides(column));

    /// <summary>The values that are left; hidden ones are <see cref="Absent.Value"/>.</summary>
    public object?[] Apply(RecordSchema schema, object?[] values)
    {
        var left = (object?[])values.Clone();
        for (var i = 0; i < left.Length; i++)
        {
            if (_hidden[i])
            {
                left[i] = Absent.Value;
            }
            else if (_inner[i] is { } inner)
            {
                left[i] = inner.ApplyInside(schema.Fields[i], left[i]);
            }
        }

        return left;
    }

    /// <summary>A field's value without what is hidden inside of it.</summary>
    public object? ApplyTo(Field field, object? value) => _inner[field.Ordinal] is { } inner ? inner.ApplyInside(field, value) : value;

    private object? ApplyInside(Field field, object? value) => (field.Type, value) switch
    {
        (EmbeddedType embedded, object?[] single) => Apply(embedded.Schema, single),
        (EmbeddedListType list, object?[] items) => Array.ConvertAll(items, item => (object?)Apply(list.ItemSchema, (object?[])item!)),
        _ => value,
    };
}
