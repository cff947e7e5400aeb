namespace Kumiko;

/// <summary>The stream is archived: nothing can be written to it until it is restored.</summary>
public sealed class StreamArchivedException : KumikoException
{
    /// <summary>Reports an archived stream.</summary>
    /// <param name="entityId">The record's or the stream's id.</param>
    public StreamArchivedException(Guid entityId)
        : base("stream_archived", 409, "errors.streamArchived", $"'{entityId}' is archived. Restore it before it is changed.")
    {
        EntityId = entityId;
        Details = new Dictionary<string, object?> { ["entityId"] = entityId.ToString() };
    }

    /// <summary>The record's id, or the stream's.</summary>
    public Guid EntityId { get; }
}
