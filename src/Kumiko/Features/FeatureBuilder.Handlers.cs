using System.Runtime.CompilerServices;

namespace Kumiko;

public sealed partial class FeatureBuilder
{
    internal List<HandlerDeclaration> Handlers { get; } = [];

    /// <summary>Declares a command that answers with data.</summary>
    /// <typeparam name="TCommand">The input: its properties are read from the payload and checked before the handler runs.</typeparam>
    /// <param name="name">The short name, mostly <c>entity:verb</c>.</param>
    /// <param name="access">Who may call it.</param>
    /// <param name="handler">Does the work. Everything it writes is committed together, or not at all.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public HandlerBuilder WriteHandler<TCommand>(
        string name, AccessRule access, Func<TCommand, WriteContext, Task<object?>> handler,
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        where TCommand : class =>
        Add(HandlerDeclaration.Write(name, access, handler, SourceLocation.From(file, line)));

    /// <summary>Declares a command that answers with nothing.</summary>
    /// <inheritdoc cref="WriteHandler{TCommand}(string, AccessRule, Func{TCommand, WriteContext, Task{object?}}, string, int)"/>
    public HandlerBuilder WriteHandler<TCommand>(
        string name, AccessRule access, Func<TCommand, WriteContext, Task> handler,
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        where TCommand : class =>
        WriteHandler<TCommand>(name, access, async Task<object?> (command, context) =>
        {
            await handler(command, context);
            return null;
        }, file, line);

    /// <summary>Declares a query.</summary>
    /// <typeparam name="TQuery">The input: its properties are read from the payload and checked before the handler runs.</typeparam>
    /// <param name="name">The short name, mostly <c>entity:what</c>.</param>
    /// <param name="access">Who may call it.</param>
    /// <param name="handler">Finds the answer. It cannot write.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public HandlerBuilder QueryHandler<TQuery>(
        string name, AccessRule access, Func<TQuery, QueryContext, Task<object?>> handler,
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        where TQuery : class =>
        Add(HandlerDeclaration.Query(name, access, handler, SourceLocation.From(file, line)));

    private HandlerBuilder Add(HandlerDeclaration declaration)
    {
        Handlers.Add(declaration);
        return new HandlerBuilder(declaration.Options);
    }
}
