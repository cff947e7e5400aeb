using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kumiko;

/// <summary>Writes what handlers return, as the caller sees it: records anywhere in an answer show what the rules of access let the caller see.</summary>
internal sealed class AnswerJson
{
    private readonly JsonSerializerOptions _options;

    /// <summary>Converters are shared by all calls; whose answer is being written flows with the call.</summary>
    private readonly AsyncLocal<InvocationServices?>? _caller;

    public AnswerJson(Registry registry, TimeProvider clock)
    {
        _options = new JsonSerializerOptions(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        if (registry.RestrictsReading)
        {
            _caller = new AsyncLocal<InvocationServices?>();
        }

        if (registry.RestrictsReading || registry.Vault is not null)
        {
            _options.Converters.Add(new PartConverterFactory(registry, () => _caller?.Value));
        }

        _options.Converters.Add(new EntityConverterFactory(registry, clock, () => _caller?.Value));
        _options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
        foreach (var converter in ValueConverters.All)
        {
            _options.Converters.Add(converter);
        }
    }

    public ReadOnlyMemory<byte> Write(object? answer, InvocationServices services)
    {
        switch (answer)
        {
            case null:
                return "null"u8.ToArray();
            case IJsonAnswer own:
                return JsonText.BytesOf(own, static (writer, own) => own.WriteTo(writer));
        }

        if (_caller is null)
        {
            return JsonSerializer.SerializeToUtf8Bytes(answer, answer.GetType(), _options);
        }

        _caller.Value = services;
        try
        {
            return JsonSerializer.SerializeToUtf8Bytes(answer, answer.GetType(), _options);
        }
        finally
        {
            _caller.Value = null;
        }
    }

    /// <summary>Reads what was written, for typed callers in the same process.</summary>
    public TAnswer Read<TAnswer>(JsonElement answer) => answer.Deserialize<TAnswer>(_options)!;
}
