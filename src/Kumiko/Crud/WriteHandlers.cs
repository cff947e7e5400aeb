using System.Text.Json;

namespace Kumiko;

/// <summary>Changes the fields that were sent, if the record is still at the version that the client knows.</summary>
internal sealed class UpdateHandler(FeatureDefinition feature, EntityDefinition entity, AccessRule access)
    : StandardHandler<UpdateHandler.Arguments>(CrudVerb.Update, HandlerKind.Write, feature, entity, access)
{
    protected override Arguments ReadInput(JsonElement payload, IssueList issues)
    {
        var reader = new PayloadReader(payload, issues, "id", "version", "changes");
        var id = reader.Id();
        var version = reader.Version();
        if (!reader.TryGet("changes", out var changes))
        {
            issues.Add("changes", IssueCodes.InvalidType, ("expected", "object"), ("received", "undefined"));
        }

        // The path of a field is the same whether it is created or changed: forms show issues by it.
        return new Arguments(id, version, Entity.Schema.Bind(changes, FieldIssue.Root, BindMode.Changes, issues));
    }

    protected override async Task<object?> Handle(Arguments input, QueryContext context) => await context.Services.Writer.UpdateSent(
        Entity, context.Actor, input.Id, input.Version ?? StreamVersion.None, input.Changes, context.Services.ModeFor(Entity), context.Cancellation);

    internal sealed record Arguments(Guid Id, StreamVersion? Version, object?[] Changes) : IRecordInput
    {
        Guid? IRecordInput.Id => Id;

        object?[] IRecordInput.Values => Changes;
    }
}

/// <summary>Deletes a record; where the client names a version, only if the record is still at it.</summary>
internal sealed class DeleteHandler(FeatureDefinition feature, EntityDefinition entity, AccessRule access)
    : StandardHandler<DeleteHandler.Arguments>(CrudVerb.Delete, HandlerKind.Write, feature, entity, access)
{
    protected override Arguments ReadInput(JsonElement payload, IssueList issues)
    {
        var reader = new PayloadReader(payload, issues, "id", "version");
        return new Arguments(reader.Id(), reader.Version());
    }

    protected override async Task<object?> Handle(Arguments input, QueryContext context) => await context.Services.Writer.Delete(
        Entity, context.Actor, input.Id, input.Version, context.Services.ModeFor(Entity), context.Cancellation);

    internal sealed record Arguments(Guid Id, StreamVersion? Version) : IRecordInput
    {
        Guid? IRecordInput.Id => Id;

        object?[]? IRecordInput.Values => null;
    }
}

/// <summary>Brings back a record that is marked as deleted.</summary>
internal sealed class RestoreHandler(FeatureDefinition feature, EntityDefinition entity, AccessRule access)
    : StandardHandler<RestoreHandler.Arguments>(CrudVerb.Restore, HandlerKind.Write, feature, entity, access)
{
    protected override Arguments ReadInput(JsonElement payload, IssueList issues) => new(new PayloadReader(payload, issues, "id").Id());

    protected override async Task<object?> Handle(Arguments input, QueryContext context) =>
        await context.Services.Writer.Restore(Entity, context.Actor, input.Id, context.Services.ModeFor(Entity), context.Cancellation);

    internal sealed record Arguments(Guid Id) : IRecordInput
    {
        Guid? IRecordInput.Id => Id;

        object?[]? IRecordInput.Values => null;
    }
}
