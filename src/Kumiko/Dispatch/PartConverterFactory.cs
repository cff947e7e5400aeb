using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kumiko;

/// <summary>Writes objects from inside of records, and payloads of events, where they have hidden fields and stand in an answer without their record or event.</summary>
internal sealed class PartConverterFactory(Registry registry, Func<InvocationServices?> caller) : JsonConverterFactory
{
    private readonly Dictionary<Type, RecordSchema> _schemas = registry.Entities
        .SelectMany(e => e.Schema.Fields)
        .Select(f => (f.Type as EmbeddedType)?.Schema ?? (f.Type as EmbeddedListType)?.ItemSchema)
        .Concat(registry.Events.Select(e => e.Schema))
        .OfType<RecordSchema>()
        .Where(s => s.FieldRules is { RestrictsReading: true } || s.Sealing is { HasSensitive: true })
        .DistinctBy(s => s.Type)
        .ToDictionary(s => s.Type);

    public override bool CanConvert(Type typeToConvert) => _schemas.ContainsKey(typeToConvert);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(PartConverter<>).MakeGenericType(typeToConvert), _schemas[typeToConvert], caller)!;

    private sealed class PartConverter<T>(RecordSchema schema, Func<InvocationServices?> caller) : JsonConverter<T>
        where T : class
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using var document = JsonDocument.ParseValue(ref reader);
            return (T)schema.Materialize(schema.ReadStored(document.RootElement));
        }

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
        {
            var values = schema.Capture(value);
            var mask = caller() is { IsExempt: false, Caller.User: var user } ? FieldMask.Of(schema.FieldRules, user) : null;
            schema.Write(writer, mask is null ? values : mask.Apply(schema, values), JsonForm.Wire);
        }
    }
}
