using System.Text.Json;

namespace Kumiko;

/// <summary>
/// Refuses fields of an entity's record that were sent by somebody who may not set them, whatever they hold. What handlers change without their being
/// sent, and what depends on the record, is checked where records are written.
/// </summary>
internal sealed class FieldAccessStage : Stage
{
    public override string Name => "field access";

    public override ValueTask Run(Invocation invocation)
    {
        if (invocation is { Kind: HandlerKind.Write, Handler: { Entity: { Access.Fields: { RestrictsWriting: true } rules } entity } handler })
        {
            Check(invocation, handler, entity, rules);
        }

        return ValueTask.CompletedTask;
    }

    private static void Check(Invocation invocation, HandlerDefinition handler, EntityDefinition entity, FieldRules rules)
    {
        var user = invocation.Services.Caller.User;
        if (invocation.Services.IsExempt)
        {
            return;
        }

        foreach (var field in entity.Schema.Fields)
        {
            if (rules.Write[field.Ordinal] is { } writers && !writers.Names(user) && WasSent(invocation, handler, field))
            {
                throw AccessDeniedException.OfSentField(field.Name, handler.Name).Because(new Denial
                {
                    Kind = DenialKind.FieldRule, Handler = handler.Name, Entity = entity.Name, Field = field.Name, Rules = writers.Explain(user),
                });
            }
        }
    }

    private static bool WasSent(Invocation invocation, HandlerDefinition handler, Field field)
    {
        if (invocation.IsTyped && !handler.IsStandard)
        {
            // C# code always sends all fields: those count that are not as if they had been left out.
            return handler.Input!.Find(field.Name) is { } sent && sent.Get(invocation.Input!) is { } value && !sent.Type.Same(sent.Type.Normalize(value), sent.Default);
        }

        var payload = invocation.Payload;
        var fields = handler is UpdateHandler && payload.ValueKind == JsonValueKind.Object && JsonNames.TryGetMember(payload, "changes", out var changes) ? changes : payload;
        return fields.ValueKind == JsonValueKind.Object && JsonNames.TryGetMember(fields, field.Name, out _);
    }
}
