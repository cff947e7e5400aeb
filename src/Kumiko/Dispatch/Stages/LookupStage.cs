namespace Kumiko;

/// <summary>Finds the handler. A command cannot be called as a query, nor the other way round.</summary>
internal sealed class LookupStage : Stage
{
    public override string Name => "lookup";

    public override ValueTask Run(Invocation invocation)
    {
        var handler = invocation.Services.Registry.FindHandler(invocation.Name);
        invocation.Handler = handler is not null && handler.Kind == invocation.Kind ? handler : throw new NotFoundException("handler", invocation.Name);
        return ValueTask.CompletedTask;
    }
}
