namespace Kumiko;

/// <summary>The stages in their order. There is one pipeline for every call: single, in a batch, nested, command or query.</summary>
internal sealed class Pipeline(params IReadOnlyList<Stage> stages)
{
    /// <summary>The order that the framework works with.</summary>
    public static Pipeline Standard { get; } = new(
        new LookupStage(), new ToggleStage(), new RateLimitStage(), new AccessStage(), new ValidationStage(), new ValidationHookStage(),
        new FieldAccessStage(), new PreQueryHookStage(), new HandlerStage(), new PostQueryHookStage());

    public IReadOnlyList<Stage> Stages => stages;

    /// <param name="invocation">The call.</param>
    /// <param name="watch">Watches each stage; null while nobody wants to know.</param>
    public async Task<object?> Run(Invocation invocation, StageWatch? watch = null)
    {
        foreach (var stage in stages)
        {
            invocation.Services.Cancellation.ThrowIfCancellationRequested();
            await (watch is null ? stage.Run(invocation) : watch.Run(stage, invocation));
        }

        return invocation.Result;
    }
}
