namespace Kumiko;

/// <summary>Runs the handler. A stream is only opened: it runs while its items are taken.</summary>
internal sealed class HandlerStage : Stage
{
    public override string Name => "handler";

    public override bool CallsOthers => true;

    public override async ValueTask Run(Invocation invocation)
    {
        var services = invocation.Services;
        if (invocation.Handler is StreamHandlerDefinition stream)
        {
            invocation.Result = stream.Open(invocation.Input!, new StreamContext(services, services.Streaming!, stream));
            return;
        }

        var actor = invocation.ActorOrCaller;
        var context = invocation.Kind == HandlerKind.Write
            ? new WriteContext(services, invocation.Handler, actor)
            : new QueryContext(services, invocation.Handler, actor);
        invocation.Result = await invocation.Handler.Handle(invocation.Input, context);
    }
}
