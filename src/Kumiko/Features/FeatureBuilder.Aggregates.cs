using System.Runtime.CompilerServices;

namespace Kumiko;

public sealed partial class FeatureBuilder
{
    internal List<AggregateDeclaration> Aggregates { get; } = [];

    internal List<DecisionDeclaration> Decisions { get; } = [];

    /// <summary>Declares an aggregate: streams of events, and the state that they come to.</summary>
    /// <typeparam name="TState">The state; its type is the handle by which it is loaded.</typeparam>
    /// <param name="name">The name, unique in the application. It is also the type of the aggregate's streams.</param>
    /// <param name="configure">Says how events become the state.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public void Aggregate<TState>(
        string name, Action<AggregateBuilder<TState>> configure, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        where TState : class
    {
        var declaration = new AggregateDeclaration(
            name, typeof(TState), static (declaration, parts) => new AggregateDefinition<TState>(declaration, parts), SourceLocation.From(file, line));
        configure(new AggregateBuilder<TState>(declaration));
        Aggregates.Add(declaration);
    }

    /// <summary>
    /// Declares a command that decides over a stream: the framework loads it, the function returns the events that follow, and they are appended. When
    /// somebody else was quicker, all of it is done again, so that the function never meets a conflict. The answer is a <see cref="Decision"/>.
    /// </summary>
    /// <typeparam name="TCommand">The input: its properties are read from the payload and checked before the stream is loaded.</typeparam>
    /// <typeparam name="TState">The state of an aggregate of this feature.</typeparam>
    /// <param name="name">The short name, mostly <c>aggregate:verb</c>.</param>
    /// <param name="access">Who may call it.</param>
    /// <param name="stream">The stream's id.</param>
    /// <param name="decide">
    /// Returns the events, none if nothing follows; refuses with a <see cref="KumikoException"/>. It may be called several times and must depend on
    /// nothing but its parameters.
    /// </param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public HandlerBuilder Decide<TCommand, TState>(
        string name, AccessRule access, Func<TCommand, Guid> stream, Func<TCommand, TState, IEnumerable<object>> decide,
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        where TCommand : class
        where TState : class =>
        Decide<TCommand, TState>(name, access, stream, (command, state, _) => decide(command, state), file, line);

    /// <summary>
    /// Declares a command that decides over a stream, and needs to know who asks, or when. When somebody else was quicker, all of it is done again. The
    /// answer is a <see cref="Decision"/>.
    /// </summary>
    /// <typeparam name="TCommand">The input: its properties are read from the payload and checked before the stream is loaded.</typeparam>
    /// <typeparam name="TState">The state of an aggregate of this feature.</typeparam>
    /// <param name="name">The short name, mostly <c>aggregate:verb</c>.</param>
    /// <param name="access">Who may call it.</param>
    /// <param name="stream">The stream's id.</param>
    /// <param name="decide">
    /// Returns the events, none if nothing follows; refuses with a <see cref="KumikoException"/>. It may be called several times.
    /// </param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public HandlerBuilder Decide<TCommand, TState>(
        string name, AccessRule access, Func<TCommand, Guid> stream, Func<TCommand, TState, QueryContext, IEnumerable<object>> decide,
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        where TCommand : class
        where TState : class
    {
        var source = SourceLocation.From(file, line);
        Decisions.Add(new DecisionDeclaration(name, typeof(TState), source));
        return Add(HandlerDeclaration.Write<TCommand>(name, access,
            async (command, context) => await Decision.Make<TState>(context, stream(command), state => decide(command, state, context)), source));
    }
}
