namespace Kumiko;

/// <summary>One field of an entity, an embedded object, a command, a query or an event.</summary>
public sealed class Field
{
    private readonly IPropertyAccessor _accessor;

    internal Field(IPropertyAccessor accessor, FieldTraits traits, FieldType type)
    {
        _accessor = accessor;
        Name = JsonNames.Camel(accessor.Member);
        Member = accessor.Member;
        Type = type;
        IsRequired = traits.IsRequired;
        IsNullable = traits.IsNullable;
        IsComputed = traits.IsComputed;
        IsFilterable = traits.IsFilterable;
        IsSortable = traits.IsSortable;
        IsKey = traits.IsKey;
        ReadableBy = traits.ReadableBy;
        WritableBy = traits.WritableBy;
        Privacy = traits.Privacy;
        Default = traits.Default;
    }

    /// <summary>The name on the wire, in camelCase.</summary>
    public string Name { get; }

    /// <summary>The name of the C# property.</summary>
    public string Member { get; }

    /// <summary>What it holds.</summary>
    public FieldType Type { get; }

    /// <summary>Whether it must be sent when a record is created.</summary>
    public bool IsRequired { get; }

    /// <summary>Whether null clears it.</summary>
    public bool IsNullable { get; }

    /// <summary>Whether a get-only property computes it; what clients send for it does not matter.</summary>
    public bool IsComputed { get; }

    /// <summary>Whether lists can be filtered by it.</summary>
    public bool IsFilterable { get; }

    /// <summary>Whether lists can be sorted by it.</summary>
    public bool IsSortable { get; }

    /// <summary>Whether it tells the rows of a projection apart.</summary>
    public bool IsKey { get; }

    /// <summary>The roles that an attribute lets read it; null for everyone.</summary>
    internal IReadOnlyList<string>? ReadableBy { get; }

    /// <summary>The roles that an attribute lets write it; null for everyone.</summary>
    internal IReadOnlyList<string>? WritableBy { get; }

    /// <summary>What is said about its privacy; null for nothing.</summary>
    internal FieldPrivacy? Privacy { get; }

    /// <summary>Whether it never leaves the application, not even for those who may see everything.</summary>
    public bool IsSensitive => Privacy is { IsSensitive: true };

    /// <summary>The plain value that an absent field gets; null for none.</summary>
    public object? Default { get; internal set; }

    /// <inheritdoc cref="IPropertyAccessor.ClrType"/>
    internal Type ClrType => _accessor.ClrType;

    /// <summary>The field's place among its siblings.</summary>
    internal int Ordinal { get; set; }

    /// <summary>The default as it stands in for a value that was not stored.</summary>
    internal object? StoredDefault => Type is SealedType && Default is { } value ? SealedValue.InTheOpen(value) : Default;

    internal object? Get(object record) => _accessor.Get(record) is { } value ? Type.FromClr(value) : null;

    internal void Set(object record, object? value) => _accessor.Set(record, value is null ? null : Type.ToClr(value));
}

/// <summary>What a declaration says of a field beside its type.</summary>
internal sealed record FieldTraits(
    bool IsRequired, bool IsNullable, bool IsComputed = false, bool IsFilterable = false, bool IsSortable = false, bool IsKey = false, object? Default = null)
{
    public IReadOnlyList<string>? ReadableBy { get; init; }

    public IReadOnlyList<string>? WritableBy { get; init; }

    public FieldPrivacy? Privacy { get; init; }
}
