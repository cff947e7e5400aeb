using System.Text.Json;

namespace Kumiko;

/// <summary>An event of the domain as the registry knows it.</summary>
public sealed class EventDefinition
{
    internal EventDefinition(string name, string feature, RecordSchema schema)
    {
        Name = name;
        Feature = feature;
        Schema = schema;
    }

    /// <summary>The qualified name: <c>tickets:event:ticket-solved</c>.</summary>
    public string Name { get; }

    /// <summary>The feature that declares it, and the only one that can append it.</summary>
    public string Feature { get; }

    /// <summary>The C# type of the payload.</summary>
    public Type Type => Schema.Type;

    /// <summary>The payload's fields.</summary>
    public RecordSchema Schema { get; }

    /// <summary>Reads a payload in the shape that is declared now, whatever generation was stored.</summary>
    internal ValueTask<object> Read(StreamId stream, int schemaVersion, ReadOnlyMemory<byte> payload)
    {
        using var json = JsonDocument.Parse(payload);
        return new ValueTask<object>(Schema.Materialize(Schema.ReadStored(json.RootElement)));
    }
}
