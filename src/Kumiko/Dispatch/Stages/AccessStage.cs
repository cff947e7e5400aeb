namespace Kumiko;

/// <summary>Lets in whom the handler's rule names, and nobody else.</summary>
internal sealed class AccessStage : Stage
{
    public override string Name => "access";

    public override ValueTask Run(Invocation invocation) => invocation.Handler.Access.Allows(invocation.Services.Caller.User)
        ? ValueTask.CompletedTask
        : throw new AccessDeniedException(invocation.Handler.Name);
}
