using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Kumiko;

/// <summary>Small JSON documents as text or bytes.</summary>
internal static class JsonText
{
    /// <summary>Escapes only what JSON itself asks for, and writes what it is told without checking it again.</summary>
    public static JsonWriterOptions Options { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static string Of(Action<Utf8JsonWriter> write) => Encoding.UTF8.GetString(BytesOf(write).Span);

    public static ReadOnlyMemory<byte> BytesOf(Action<Utf8JsonWriter> write) => BytesOf(write, static (writer, write) => write(writer));

    public static ReadOnlyMemory<byte> BytesOf<TState>(TState state, Action<Utf8JsonWriter, TState> write)
    {
        using var buffer = new PooledBuffer();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            write(writer, state);
        }

        return buffer.ToArray();
    }

    public static T Read<T>(string json, Func<JsonElement, T> read)
    {
        using var document = JsonDocument.Parse(json);
        return read(document.RootElement);
    }
}
