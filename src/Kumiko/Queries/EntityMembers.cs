using Kumiko.Storage;

namespace Kumiko;

/// <summary>Finds the column behind a C# property, be it a field or one of the framework's own members.</summary>
internal static class EntityMembers
{
    private static readonly Dictionary<string, Column> Own = new()
    {
        [nameof(Entity.Id)] = EntityColumns.Id,
        [nameof(Entity.TenantId)] = EntityColumns.Tenant,
        [nameof(Entity.Version)] = EntityColumns.Version,
        [nameof(Entity.InsertedAt)] = EntityColumns.InsertedAt,
        [nameof(Entity.InsertedById)] = EntityColumns.InsertedBy,
        [nameof(Entity.ModifiedAt)] = EntityColumns.ModifiedAt,
        [nameof(Entity.ModifiedById)] = EntityColumns.ModifiedBy,
        [nameof(Entity.IsDeleted)] = EntityColumns.IsDeleted,
        [nameof(Entity.DeletedAt)] = EntityColumns.DeletedAt,
        [nameof(Entity.DeletedById)] = EntityColumns.DeletedBy,
    };

    public static Column? OwnColumn(string member) => Own.GetValueOrDefault(member);

    public static Field? FieldOf(EntityDefinition entity, string member) =>
        entity.Schema.Fields.FirstOrDefault(f => f.Member == member);

    /// <exception cref="NotSupportedException">Nothing can be sorted by it.</exception>
    public static Column SortColumn(EntityDefinition entity, string member) =>
        OwnColumn(member)
        ?? (FieldOf(entity, member) is { Type.IsSortable: true } field ? entity.Columns.MainColumnOf(field) : null)
        ?? throw new NotSupportedException($"'{entity.Type.Name}.{member}' cannot be sorted by.");

    /// <summary>What a column holds for a C# value of one of the framework's own members.</summary>
    public static object? ToColumnValue(object? value) => value switch
    {
        TenantId tenant => tenant.Value,
        UserId user => user.Value,
        StreamVersion version => version.Value,
        DateTimeOffset instant => Instants.ToMicroseconds(instant),
        _ => value,
    };
}
