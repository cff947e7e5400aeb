using System.Runtime.CompilerServices;

namespace Kumiko;

public sealed partial class FeatureBuilder
{
    internal List<EventDeclaration> Events { get; } = [];

    /// <summary>Declares an event of the domain, beside those that entities have by themselves. Only this feature can append it.</summary>
    /// <typeparam name="TEvent">The payload.</typeparam>
    /// <param name="name">The short name, in the past tense: <c>ticket-solved</c>.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public void DefineEvent<TEvent>(string name, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        where TEvent : class =>
        Events.Add(new EventDeclaration(typeof(TEvent), name, SourceLocation.From(file, line)));
}
