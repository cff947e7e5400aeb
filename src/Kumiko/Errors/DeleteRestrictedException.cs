namespace Kumiko;

/// <summary>The record cannot be deleted: others refer to it, and their relation forbids it.</summary>
public sealed class DeleteRestrictedException : KumikoException
{
    /// <summary>Reports the relation that is in the way.</summary>
    /// <param name="relation">The relation; its entity's records refer to the one that was to be deleted.</param>
    /// <param name="id">The record that was to be deleted, perhaps as a consequence.</param>
    /// <param name="count">How many records that the caller may read are in the way; zero where the caller may read none of them.</param>
    public DeleteRestrictedException(RelationDefinition relation, Guid id, long count)
        : this(relation, relation.Entity, id, count)
    {
    }

    /// <param name="relation">The relation.</param>
    /// <param name="entity">The entity of what was to be deleted, and would have taken with it what the relation is about.</param>
    /// <param name="id">The record that was to be deleted.</param>
    /// <param name="count">How many records that the caller may read are in the way.</param>
    internal DeleteRestrictedException(RelationDefinition relation, EntityDefinition entity, Guid id, long count)
        : base("conflict", 409, "errors.deleteRestricted",
            $"'{entity.Name}' '{id}' cannot be deleted: {(count == 0 ? "records" : count)} of '{relation.Holder.Name}' refer to "
            + $"{(entity == relation.Entity ? "it" : "what would go with it")} ({relation.Name}).")
    {
        I18nParams = new Dictionary<string, object?> { ["relation"] = relation.Name, ["count"] = count };
        Details = ErrorDetails.WithReason("delete_restricted", new Dictionary<string, object?>
        {
            ["relation"] = relation.Name,
            ["blockingEntity"] = relation.Holder.Name,
            ["entity"] = entity.Name,
            ["entityId"] = id.ToString(),
            ["count"] = count,
        });
    }
}
