using System.Text.Json.Nodes;
using Kumiko.Storage;

namespace Kumiko;

/// <summary>
/// Carries out an operator's order. The entry in the log comes first and is committed by itself, so that there is no deed without one, whatever
/// crashes; each order has a stream of its own.
/// </summary>
internal static class OperatorAudit
{
    public const string AggregateType = "operator-action";

    private const string Reason = "The system tenant's log says what operators did.";

    /// <exception cref="UnprocessableException">Something was written in the same transaction before.</exception>
    public static async Task<T> Run<T>(WriteContext context, string action, string target, JsonObject? details, Func<Operations, Task<T>> deed)
    {
        if (context.Services.Unit.IsInTransaction)
        {
            // On SQLite the deed would wait for this transaction, which waits for the deed.
            throw new UnprocessableException("operator_alone", $"'{action}' does not belong to the transaction of other commands. Run it by itself.");
        }

        var operations = Of(context);
        var stream = Guid.CreateVersion7(context.Now);
        await Append(operations, context, stream, new OperatorActed(action, target, details));
        try
        {
            return await deed(operations);
        }
        catch (Exception failure)
        {
            var reason = (failure as KumikoException)?.Reason ?? (failure is OperationCanceledException ? "cancelled" : "internal_error");
            await Append(operations, context, stream, new OperatorActionFailed(reason));
            throw;
        }
    }

    public static Operations Of(QueryContext context) => context.Services.Operations
        ?? throw new InvalidOperationException("Operators' commands and queries run only where an application runs.");

    private static Task Append<TEvent>(Operations operations, WriteContext context, Guid stream, TEvent data)
        where TEvent : class =>
        operations.Dispatcher.RunApart(
            context.Services.Caller,
            context.Owner,
            new Actor(TenantId.System, context.User.Id, context.Request, Reason),
            system => system.Append(AggregateType, stream, data),
            CancellationToken.None);
}
