using System.Text.Json.Nodes;

namespace Kumiko;

/// <summary>Brings a payload from one version of an event to the next one.</summary>
internal sealed class MigrationStep(Func<JsonObject, MigrationContext, ValueTask<JsonObject>> apply)
{
    public ValueTask<JsonObject> Apply(JsonObject payload, MigrationContext context) => apply(payload, context);

    public static MigrationStep Of(Func<JsonObject, JsonObject> migrate) => new((payload, _) => new ValueTask<JsonObject>(migrate(payload)));

    public static MigrationStep Of(Func<JsonObject, MigrationContext, Task<JsonObject>> migrate) =>
        new((payload, context) => new ValueTask<JsonObject>(migrate(payload, context)));

    /// <summary>A step between two C# types, read and written as events are.</summary>
    public static MigrationStep Of<TOld, TNew>(RecordSchema old, RecordSchema next, Func<TOld, MigrationContext, ValueTask<TNew>> migrate)
        where TOld : class
        where TNew : class => new(async (payload, context) =>
        {
            var before = PayloadJson.Read(payload, old.ReadStored);
            var after = await migrate((TOld)old.Materialize(before), context);
            return PayloadJson.Of(next, next.Capture(after));
        });
}
