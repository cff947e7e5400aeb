namespace Kumiko;

/// <summary>Makes the standard commands and queries of an entity.</summary>
internal static class StandardHandlers
{
    public static HandlerDefinition Create(CrudVerb verb, FeatureDefinition feature, EntityDefinition entity, AccessRule access) => verb switch
    {
        CrudVerb.Create => new CreateHandler(feature, entity, access),
        CrudVerb.Update => new UpdateHandler(feature, entity, access),
        CrudVerb.Delete => new DeleteHandler(feature, entity, access),
        CrudVerb.Restore => new RestoreHandler(feature, entity, access),
        CrudVerb.List => new ListHandler(feature, entity, access),
        CrudVerb.Detail => new DetailHandler(feature, entity, access),
        CrudVerb.History => new HistoryHandler(feature, entity, access),
        _ => throw new ArgumentOutOfRangeException(nameof(verb)),
    };

    /// <summary>The qualified name of a standard handler.</summary>
    public static string NameOf(CrudVerb verb, EntityDefinition entity) => Names.Qualify(
        entity.Feature, verb is CrudVerb.List or CrudVerb.Detail or CrudVerb.History ? "query" : "write", $"{entity.Name}:{verb.ToString().ToLowerInvariant()}");
}
