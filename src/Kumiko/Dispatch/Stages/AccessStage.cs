namespace Kumiko;

/// <summary>Lets in whom the handler's rule names, and nobody else.</summary>
internal sealed class AccessStage : Stage
{
    public override string Name => "access";

    public override ValueTask Run(Invocation invocation) => invocation.Handler.Access.Allows(invocation.Services.Caller.User)
        ? ValueTask.CompletedTask
        : throw Refusal(invocation.Handler, invocation.Services.Caller.User);

    private static AccessDeniedException Refusal(HandlerDefinition handler, User user) => new(handler.Name)
    {
        Denial = new Denial { Kind = DenialKind.HandlerRule, Handler = handler.Name, Rules = [handler.Access.Explain(user)] },
    };
}
