using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kumiko;

/// <summary>Writes objects from inside of records, and payloads of events, where they have hidden fields and stand in an answer without their record or event.</summary>
internal sealed class PartConverterFactory(Registry registry, Func<InvocationServices?> caller) : JsonConverterFactory
{
    private readonly Dictionary<Type, Part> _parts = registry.Entities
        .SelectMany(e => e.Schema.Fields, (e, f) => (Schema: FieldRules.InnerSchemaOf(f.Type), Rules: e.Access?.Fields?.Inner[f.Ordinal]))
        .Concat(registry.Events.Select(e => (Schema: (RecordSchema?)e.Schema, Rules: e.Schema.FieldRules)))
        .Where(p => p is { Schema: not null } and ({ Rules.RestrictsReading: true } or { Schema.Sealing.HasSensitive: true }))
        .GroupBy(p => p.Schema!.Type)
        .ToDictionary(g => g.Key, g => new Part(g.First().Schema!, [.. g.Select(p => p.Rules).OfType<FieldRules>()]));

    public override bool CanConvert(Type typeToConvert) => _parts.ContainsKey(typeToConvert);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(PartConverter<>).MakeGenericType(typeToConvert), _parts[typeToConvert], caller)!;

    /// <param name="Schema">What the object consists of.</param>
    /// <param name="Rules">The rules of all places where such an object stands; which one it was taken from is not known.</param>
    private sealed record Part(RecordSchema Schema, IReadOnlyList<FieldRules> Rules);

    private sealed class PartConverter<T>(Part part, Func<InvocationServices?> caller) : JsonConverter<T>
        where T : class
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using var document = JsonDocument.ParseValue(ref reader);
            return (T)part.Schema.Materialize(part.Schema.ReadStored(document.RootElement));
        }

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
        {
            var values = part.Schema.Capture(value);
            if (caller() is { IsExempt: false, Caller.User: var user })
            {
                foreach (var rules in part.Rules)
                {
                    values = FieldMask.Of(rules, user)?.Apply(part.Schema, values) ?? values;
                }
            }

            part.Schema.Write(writer, values, JsonForm.Wire);
        }
    }
}
