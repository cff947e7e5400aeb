namespace Kumiko;

/// <summary>Runs the handler.</summary>
internal sealed class HandlerStage : Stage
{
    public override string Name => "handler";

    public override async ValueTask Run(Invocation invocation)
    {
        var services = invocation.Services;
        var caller = services.Caller;
        var actor = invocation.Actor ?? new Actor(caller.User.Tenant, caller.User.Id, caller.Request);
        var context = invocation.Kind == HandlerKind.Write
            ? new WriteContext(services, invocation.Handler, actor)
            : new QueryContext(services, invocation.Handler, actor);
        invocation.Result = await invocation.Handler.Handle(invocation.Input, context);
    }
}
