namespace Kumiko;

/// <summary>What kind of node a consumer runs on.</summary>
public enum Lane
{
    /// <summary>Nodes that do background work.</summary>
    Worker,

    /// <summary>Nodes that answer requests.</summary>
    Api,

    /// <summary>Any node.</summary>
    Both,
}
