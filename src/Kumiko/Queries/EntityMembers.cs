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

    /// <summary>The column of one of the framework's own members; null where the name is a field's.</summary>
    /// <exception cref="NotSupportedException">The entity has no such column, because it is not declared with soft delete.</exception>
    public static Column? OwnColumn(EntityDefinition entity, string member)
    {
        if (Own.GetValueOrDefault(member) is not { } column)
        {
            return null;
        }

        return entity.Table.Columns.Contains(column) ? column : throw new NotSupportedException(
            $"'{entity.Type.Name}' is not declared with soft delete, so that nothing can be asked about '{member}'.");
    }

    /// <summary>What a column holds for a C# value of one of the framework's own members.</summary>
    public static object ToColumnValue(object value) => value switch
    {
        TenantId tenant => tenant.Value,
        UserId user => user.Value,
        StreamVersion version => version.Value,
        _ => value,
    };
}
