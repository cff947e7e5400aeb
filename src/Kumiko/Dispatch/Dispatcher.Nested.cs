namespace Kumiko;

/// <content>Calls from one handler to another.</content>
internal sealed partial class Dispatcher
{
    /// <summary>A nested call has the whole pipeline, in the caller's transaction; what a failed command wrote is undone.</summary>
    private async Task<object?> RunNested(HandlerKind kind, object input, QueryContext context)
    {
        var services = context.Services;
        var handler = registry.FindHandler(kind, input.GetType())
            ?? throw new InvalidOperationException($"No {kind.Noun()} takes '{input.GetType().Name}'.");
        var invocation = new Invocation(kind, handler.Name, services) { Input = input, IsTyped = true, Actor = context.Actor.Unrestricted(null) };
        if (kind == HandlerKind.Query)
        {
            return await Run(invocation);
        }

        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await services.AsOnePart(() => Run(invocation));
            }
            catch (VersionConflictException conflict) when (attempt < Decisions && services.Unit.IsAboutDecision(conflict) && !services.Unit.HasFailed)
            {
                await Pause(attempt, services.Cancellation);
            }
        }
    }
}
