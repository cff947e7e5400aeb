using System.Runtime.CompilerServices;

namespace Kumiko;

public sealed partial class FeatureBuilder
{
    /// <summary>Declares a stream: a query that answers with one item after another, for as long as the client listens.</summary>
    /// <typeparam name="TQuery">The input: its properties are read from the payload and checked before the stream begins.</typeparam>
    /// <typeparam name="TItem">What the items are.</typeparam>
    /// <param name="name">The short name, mostly <c>entity:what</c>.</param>
    /// <param name="access">Who may listen.</param>
    /// <param name="handler">
    /// Finds the items: an iterator. It stops at its next <c>yield</c> when the client goes away, and wherever it waits with
    /// <see cref="StreamContext.Cancellation"/>.
    /// </param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public HandlerBuilder StreamHandler<TQuery, TItem>(
        string name, AccessRule access, Func<TQuery, StreamContext, IAsyncEnumerable<TItem>> handler,
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        where TQuery : class =>
        Add(HandlerDeclaration.Stream(name, access, handler, SourceLocation.From(file, line)));
}
