using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Kumiko;

/// <summary>How the states of one aggregate are written and read. What would not come back as it was is not written.</summary>
internal sealed class SnapshotFormat<TState>
    where TState : class
{
    private readonly JsonSerializerOptions _options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, TypeInfoResolver = new DefaultJsonTypeInfoResolver() };
    private readonly StateComparison _comparison = new();

    public SnapshotFormat(AggregateDefinition aggregate, int version)
    {
        foreach (var converter in ValueConverters.All)
        {
            _options.Converters.Add(converter);
        }

        Generation = GenerationOf(aggregate, version);
    }

    /// <summary>
    /// Differs wherever a state that was kept before could be another one now: by the author's version, the properties of the state, or the events.
    /// </summary>
    public int Generation { get; }

    /// <summary>Writes a state.</summary>
    public bool TryWrite(TState state, out ReadOnlyMemory<byte> json, [NotNullWhen(false)] out string? problem)
    {
        json = default;
        try
        {
            var written = JsonSerializer.SerializeToUtf8Bytes(state, _options);
            var read = JsonSerializer.Deserialize<TState>(written, _options);
            var again = JsonSerializer.SerializeToUtf8Bytes(read, _options);
            problem = written is not [(byte)'{', ..] ? $"'{typeof(TState).Name}' does not become a JSON object."
                : !written.AsSpan().SequenceEqual(again) ? $"'{typeof(TState).Name}' does not come back from JSON as it was written."
                : _comparison.Difference(state, read) is { } path ? $"'{typeof(TState).Name}' does not come back from JSON as it was: {path} differs."
                : null;
            json = written;
        }
        catch (Exception exception)
        {
            problem = $"'{typeof(TState).Name}' cannot be written as JSON and read back: {exception.Message}";
        }

        return problem is null;
    }

    /// <summary>Reads a state.</summary>
    public bool TryRead(ReadOnlyMemory<byte> json, [NotNullWhen(true)] out TState? state, [NotNullWhen(false)] out string? problem)
    {
        try
        {
            state = JsonSerializer.Deserialize<TState>(json.Span, _options);
            problem = state is null ? "A snapshot is null." : null;
        }
        catch (Exception exception)
        {
            (state, problem) = (null, $"A snapshot cannot be read: {exception.Message}");
        }

        return problem is null;
    }

    private int GenerationOf(AggregateDefinition aggregate, int version)
    {
        var text = new StringBuilder().Append(version);
        foreach (var fold in aggregate.Folds)
        {
            text.Append('\n').Append(fold.EventType).Append('@').Append(fold.Definition?.Version ?? 0);
        }

        Describe(typeof(TState), text, []);
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()));
        return BitConverter.ToInt32(hash) & int.MaxValue;
    }

    private void Describe(Type type, StringBuilder text, HashSet<Type> seen)
    {
        if (!seen.Add(type))
        {
            return;
        }

        JsonTypeInfo info;
        try
        {
            info = _options.GetTypeInfo(type);
        }
        catch (Exception exception) when (exception is NotSupportedException or InvalidOperationException)
        {
            // States of this type will be refused when the first one is to be kept.
            return;
        }

        text.Append('\n').Append(type.FullName).Append(' ').Append(info.Kind);
        foreach (var property in info.Properties)
        {
            text.Append('\n').Append(property.Name).Append(':').Append(property.PropertyType.FullName);
            Describe(property.PropertyType, text, seen);
        }

        foreach (var inner in new[] { info.KeyType, info.ElementType }.OfType<Type>())
        {
            Describe(inner, text, seen);
        }
    }
}
