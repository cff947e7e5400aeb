using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kumiko;

/// <summary>Writes entities wherever they stand in an answer, as lists and details show them.</summary>
internal sealed class EntityConverterFactory(Registry registry, TimeProvider clock, Func<InvocationServices?> caller) : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsSubclassOf(typeof(Entity));

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(EntityConverter<>).MakeGenericType(typeToConvert), registry.EntityOf(typeToConvert), clock, caller)!;

    private sealed class EntityConverter<TEntity>(EntityDefinition entity, TimeProvider clock, Func<InvocationServices?> caller) : JsonConverter<TEntity>
        where TEntity : Entity
    {
        public override TEntity Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using var document = JsonDocument.ParseValue(ref reader);
            return (TEntity)entity.Materialize(entity.ReadRecord(document.RootElement));
        }

        public override void Write(Utf8JsonWriter writer, TEntity value, JsonSerializerOptions options) =>
            entity.WriteRecord(writer, entity.StateOf(value), clock.GetUtcNow(), caller()?.ViewOf(entity));
    }
}
