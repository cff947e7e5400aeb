namespace Kumiko;

/// <summary>A query waited for a projection, and it did not come far enough in time. The same query can be asked again.</summary>
public sealed class ProjectionBehindException : KumikoException
{
    /// <summary>Reports a projection that is behind.</summary>
    /// <param name="projection">Its qualified name.</param>
    /// <param name="position">How far it has come.</param>
    /// <param name="wanted">How far it should have come.</param>
    public ProjectionBehindException(string projection, EventPosition position, EventPosition wanted)
        : base("projection_behind", 503, "errors.projectionBehind", $"'{projection}' has come to {position}, but not yet to {wanted}. Ask again, or wait longer.")
    {
        Details = new Dictionary<string, object?> { ["projection"] = projection, ["position"] = position.ToString(), ["wanted"] = wanted.ToString() };
    }
}
