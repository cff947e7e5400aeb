namespace Kumiko;

/// <summary>There is no such thing, or none that the caller may see: the two cannot be told apart.</summary>
public sealed class NotFoundException : KumikoException
{
    /// <summary>Reports a missing record or handler.</summary>
    /// <param name="entity">What was looked for; an entity's name, or <c>handler</c>.</param>
    /// <param name="id">Its id.</param>
    public NotFoundException(string entity, string id)
        : base("not_found", 404, "errors.notFound", $"There is no {entity} '{id}'.")
    {
        (Entity, Id) = (entity, id);
        I18nParams = new Dictionary<string, object?> { ["entity"] = entity, ["id"] = id };
        Details = new Dictionary<string, object?>
        {
            ["reason"] = entity.Replace('-', '_') + "_not_found",
            ["entity"] = entity,
            ["id"] = id,
        };
    }

    internal string Entity { get; }

    internal string Id { get; }
}
