namespace Kumiko;

/// <summary>The standard commands and queries of an entity.</summary>
public enum CrudVerb
{
    /// <summary>The command <c>entity:create</c>.</summary>
    Create,

    /// <summary>The command <c>entity:update</c>.</summary>
    Update,

    /// <summary>The command <c>entity:delete</c>.</summary>
    Delete,

    /// <summary>The command <c>entity:restore</c>; only with soft delete.</summary>
    Restore,

    /// <summary>The query <c>entity:list</c>.</summary>
    List,

    /// <summary>The query <c>entity:detail</c>, also as of a version or a time.</summary>
    Detail,

    /// <summary>The query <c>entity:history</c>.</summary>
    History,
}
