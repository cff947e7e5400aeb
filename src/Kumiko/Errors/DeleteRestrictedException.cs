namespace Kumiko;

/// <summary>The record cannot be deleted: others refer to it, and their relation forbids it.</summary>
public sealed class DeleteRestrictedException : KumikoException
{
    /// <summary>Reports the relation that is in the way.</summary>
    /// <param name="relation">The relation; its entity's records refer to the one that was to be deleted.</param>
    /// <param name="id">The record that was to be deleted, perhaps as a consequence.</param>
    /// <param name="count">How many records of the tenant are in the way.</param>
    public DeleteRestrictedException(RelationDefinition relation, Guid id, long count)
        : base("conflict", 409, "errors.deleteRestricted",
            $"'{relation.Entity.Name}' '{id}' cannot be deleted: {count} of '{relation.Holder.Name}' refer to it ({relation.Name}).")
    {
        I18nParams = new Dictionary<string, object?> { ["relation"] = relation.Name, ["count"] = count };
        Details = ErrorDetails.WithReason("delete_restricted", new Dictionary<string, object?>
        {
            ["relation"] = relation.Name,
            ["blockingEntity"] = relation.Holder.Name,
            ["entity"] = relation.Entity.Name,
            ["entityId"] = id.ToString(),
            ["count"] = count,
        });
    }
}
