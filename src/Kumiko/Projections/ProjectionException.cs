namespace Kumiko;

/// <summary>A projection's handler failed, and with it the command whose event it was. Clients see an internal error, operators this.</summary>
public sealed class ProjectionException : Exception
{
    internal ProjectionException(string projection, StoredEvent stored, Exception inner)
        : base($"The projection '{projection}' failed at the event '{stored.Type}' {EventJson.IdOf(stored.Stream, stored.Version)} of tenant {stored.Stream.Tenant}: {inner.Message}", inner) =>
        Projection = projection;

    /// <summary>The projection's qualified name.</summary>
    public string Projection { get; }
}
