using Kumiko.Storage;

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
                return await WriteNested(invocation, services);
            }
            catch (VersionConflictException conflict) when (attempt < Decisions && services.Unit.IsAboutDecision(conflict) && !services.Unit.HasFailed)
            {
                await Pause(attempt, services.Cancellation);
            }
        }
    }

    private async Task<object?> WriteNested(Invocation invocation, InvocationServices services)
    {
        var unit = services.Unit;
        StoreException failure;
        await using (var scope = await unit.OpenScope(services.Cancellation))
        {
            try
            {
                var result = await Run(invocation);
                scope.Keep();
                return result;
            }
            catch (StoreException exception)
            {
                failure = exception;
            }
        }

        // If the unit has still failed, it was something that was written before: nobody can go on. After a deadlock all starts again.
        if (unit.HasFailed || failure is TransientStoreException)
        {
            throw failure;
        }

        var command = unit.Command;
        var error = await FailureTranslator.Translate(failure, unit, unit.ForUntouchedRows, registry, services.Cancellation);
        unit.Command = command;
        throw error;
    }
}
