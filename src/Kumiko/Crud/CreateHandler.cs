using System.Text.Json;

namespace Kumiko;

/// <summary>Creates a record from field values, and those that a relation lets be created with it; the client may choose its id.</summary>
internal sealed class CreateHandler(FeatureDefinition feature, EntityDefinition entity, AccessRule access)
    : StandardHandler<CreateHandler.Arguments>(CrudVerb.Create, HandlerKind.Write, feature, entity, access)
{
    private readonly string[] _reserved = ["id", .. entity.NestedWrites.Select(r => r.Name)];

    protected override Arguments ReadInput(JsonElement payload, IssueList issues)
    {
        var values = Entity.Schema.Bind(payload, FieldIssue.Root, BindMode.Whole, issues, _reserved);
        return new Arguments(ReadId(Entity, payload, "", issues), values)
        {
            Nested = Entity.NestedWrites.Count == 0 ? [] : NestedWrite.Read(Entity, payload, issues),
        };
    }

    protected override async Task<object?> Handle(Arguments input, QueryContext context)
    {
        var saved = await context.Services.Writer.Create(
            Entity, context.Actor, input.Id, input.Values, context.Services.ModeFor(Entity), context.Cancellation);
        if (input.Nested.Count > 0)
        {
            saved.Nested = await NestedWrite.Create(input.Nested, saved.State.Id, context);
        }

        return saved;
    }

    /// <summary>The id that the client chose, or null. An entity may have a field of that name; then it is no id.</summary>
    internal static Guid? ReadId(EntityDefinition entity, JsonElement payload, string prefix, IssueList issues) =>
        payload.ValueKind == JsonValueKind.Object && entity.Schema.Find("id") is null && JsonNames.TryGetMember(payload, "id", out var json)
            ? (Guid?)new UuidType().Read(json, prefix + "id", issues)
            : null;

    internal sealed record Arguments(Guid? Id, object?[] Values) : IRecordInput
    {
        /// <summary>The records that are created with it.</summary>
        public IReadOnlyList<NestedRecords> Nested { get; init; } = [];
    }
}
