namespace Kumiko;

/// <summary>A value that answers show and nothing stores.</summary>
public sealed class DerivedField
{
    private readonly Func<Entity, DateTimeOffset, object?> _derive;

    internal DerivedField(string name, FieldType type, IReadOnlyList<string>? readableBy, Func<Entity, DateTimeOffset, object?> derive)
    {
        ReadableBy = readableBy;
        Name = name;
        Type = type;
        _derive = derive;
    }

    /// <summary>The name on the wire.</summary>
    public string Name { get; }

    /// <summary>What it is.</summary>
    public FieldType Type { get; }

    /// <summary>The roles that an attribute lets read it; null where there is none.</summary>
    internal IReadOnlyList<string>? ReadableBy { get; }

    /// <summary>The plain value, or null; what is no number in JSON, such as 0/0, is shown as nothing.</summary>
    internal object? Derive(Entity entity, DateTimeOffset asOf) =>
        _derive(entity, asOf) is { } value && value is not double.NaN and not double.PositiveInfinity and not double.NegativeInfinity
            ? Type.Normalize(Type.FromClr(value))
            : null;
}
