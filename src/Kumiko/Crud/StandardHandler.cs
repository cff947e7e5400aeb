using System.Text.Json;

namespace Kumiko;

/// <summary>A handler that follows from an entity's declaration.</summary>
/// <typeparam name="TInput">What the payload becomes once it is read.</typeparam>
internal abstract class StandardHandler<TInput>(CrudVerb verb, HandlerKind kind, FeatureDefinition feature, EntityDefinition entity, AccessRule access)
    : HandlerDefinition(StandardHandlers.NameOf(verb, entity), feature, kind, access, entity), IStandardHandler
    where TInput : class
{
    public CrudVerb Verb => verb;

    public new EntityDefinition Entity => base.Entity!;

    internal sealed override object? Read(JsonElement payload, IssueList issues) => ReadInput(payload, issues);

    internal sealed override async Task<object?> Handle(object? input, QueryContext context) => await Handle((TInput)input!, context);

    protected abstract TInput ReadInput(JsonElement payload, IssueList issues);

    protected abstract Task<object?> Handle(TInput input, QueryContext context);
}

/// <summary>Tells which one it is.</summary>
internal interface IStandardHandler
{
    CrudVerb Verb { get; }
}
