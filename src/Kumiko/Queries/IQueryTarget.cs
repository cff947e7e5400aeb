using Kumiko.Storage;

namespace Kumiko;

/// <summary>A table that questions can be asked in terms of C# properties: an entity's or a projection's.</summary>
internal interface IQueryTarget
{
    /// <summary>The C# class of the records.</summary>
    Type Type { get; }

    RecordSchema Schema { get; }

    Table Table { get; }

    /// <summary>The columns of each field, by ordinal.</summary>
    IReadOnlyList<IReadOnlyList<Column>> FieldColumns { get; }

    /// <summary>The column of one of the framework's own members; null where the name is a field's.</summary>
    /// <exception cref="NotSupportedException">The table has no such column.</exception>
    Column? OwnColumn(string member);
}

internal static class QueryTargets
{
    public static Field? FieldOf(this IQueryTarget target, string member) => target.Schema.Fields.FirstOrDefault(f => f.Member == member);

    /// <summary>The column that a field is compared and sorted by.</summary>
    public static Column MainColumnOf(this IQueryTarget target, Field field) => target.FieldColumns[field.Ordinal][0];

    /// <exception cref="NotSupportedException">Nothing can be sorted by it.</exception>
    public static Column SortColumn(this IQueryTarget target, string member) =>
        target.OwnColumn(member)
        ?? (target.FieldOf(member) is { Type.IsSortable: true } field ? target.MainColumnOf(field) : null)
        ?? throw new NotSupportedException($"'{target.Type.Name}.{member}' cannot be sorted by.");
}
