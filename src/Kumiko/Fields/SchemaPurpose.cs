namespace Kumiko;

/// <summary>What a class's properties are read for; it decides which types and which defaults make sense.</summary>
internal enum SchemaPurpose
{
    /// <summary>An entity: every field gets columns.</summary>
    Entity,

    /// <summary>An object inside an entity: get-only properties are computed, nothing is nested.</summary>
    Embedded,

    /// <summary>A command or a query: anything goes that can be read from JSON.</summary>
    Message,

    /// <summary>An event: C# code makes it, so texts have no bounds.</summary>
    Event,

    /// <summary>A row of a projection: C# code makes it, and every field gets columns.</summary>
    Row,
}
