using System.Text.Json;
using Kumiko.Storage;

namespace Kumiko;

/// <summary>One attempt at a task.</summary>
/// <param name="Queued">The task.</param>
/// <param name="PlainPayload">Its payload, opened.</param>
internal sealed record TaskRun(QueuedTask Queued, ReadOnlyMemory<byte> PlainPayload)
{
    /// <summary>The same for every attempt: what happens outside the database can be told apart from its repetition by it.</summary>
    public string DedupKey => $"{Queued.Task.Kind}:{Queued.Task.Id}";

    /// <summary>The how manieth attempt it is; 1 for the first.</summary>
    public int Attempt => Queued.Attempts;

    /// <summary>What the kind needs to know, as it was queued.</summary>
    public JsonElement Payload { get; } = Parse(PlainPayload);

    private static JsonElement Parse(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
