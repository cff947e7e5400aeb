namespace Kumiko;

/// <summary>One step of what happens to every call. Stages run in a fixed order; the first that throws ends the call.</summary>
internal abstract class Stage
{
    /// <summary>The stage's name, for tests and traces.</summary>
    public abstract string Name { get; }

    public abstract ValueTask Run(Invocation invocation);
}

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

/// <summary>Lets in whom the handler's rule names, and nobody else.</summary>
internal sealed class AccessStage : Stage
{
    public override string Name => "access";

    public override ValueTask Run(Invocation invocation) => invocation.Handler.Access.Allows(invocation.Services.Caller.User)
        ? ValueTask.CompletedTask
        : throw new AccessDeniedException(invocation.Handler.Name);
}

/// <summary>Reads the input, and reports everything that is wrong with it at once.</summary>
internal sealed class ValidationStage : Stage
{
    public override string Name => "validation";

    public override ValueTask Run(Invocation invocation)
    {
        var issues = new IssueList();
        if (invocation.IsTyped)
        {
            invocation.Handler.Check(invocation.Input!, issues);
        }
        else
        {
            invocation.Input = invocation.Handler.Read(invocation.Payload, issues);
        }

        issues.ThrowIfAny();
        return ValueTask.CompletedTask;
    }
}

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
