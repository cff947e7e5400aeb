using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kumiko;

/// <summary>Writes what handlers return.</summary>
internal sealed class AnswerJson
{
    private readonly JsonSerializerOptions _options;

    public AnswerJson(Registry registry, TimeProvider clock)
    {
        _options = new JsonSerializerOptions(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        _options.Converters.Add(new EntityConverterFactory(registry, clock));
        _options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
        foreach (var converter in ValueConverters.All)
        {
            _options.Converters.Add(converter);
        }
    }

    public ReadOnlyMemory<byte> Write(object? answer) => answer switch
    {
        null => "null"u8.ToArray(),
        IJsonAnswer own => JsonText.BytesOf(own, static (writer, own) => own.WriteTo(writer)),
        _ => JsonSerializer.SerializeToUtf8Bytes(answer, answer.GetType(), _options),
    };

    /// <summary>Reads what was written, for typed callers in the same process.</summary>
    public TAnswer Read<TAnswer>(JsonElement answer) => answer.Deserialize<TAnswer>(_options)!;
}
