using System.Runtime.CompilerServices;

namespace Kumiko;

public sealed partial class FeatureBuilder
{
    internal List<ProjectionDeclaration> Projections { get; } = [];

    internal List<ProjectionDeclaration> Consumers { get; } = [];

    /// <summary>
    /// Declares a projection: rows that follow from events, in the transaction of the command that appends them. Whoever reads after the
    /// command sees them.
    /// </summary>
    /// <typeparam name="TRow">The class of the rows: its public properties are the columns.</typeparam>
    /// <param name="name">The short name: <c>solved-per-day</c>.</param>
    /// <param name="configure">Says which events change rows, and how.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public void Projection<TRow>(
        string name, Action<ProjectionBuilder<TRow>> configure, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        where TRow : class
    {
        var declaration = new ProjectionDeclaration(name, new RowFactory<TRow>(), SourceLocation.From(file, line));
        configure(new ProjectionBuilder<TRow>(declaration));
        Projections.Add(declaration);
    }

    /// <summary>
    /// Declares a consumer with a table: rows that follow from events of any stream, a moment after the commands. The rows and its place in
    /// the log are committed together.
    /// </summary>
    /// <inheritdoc cref="Projection{TRow}"/>
    public void MultiStreamProjection<TRow>(
        string name, Action<MultiStreamProjectionBuilder<TRow>> configure, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        where TRow : class
    {
        var declaration = new ProjectionDeclaration(name, new RowFactory<TRow>(), SourceLocation.From(file, line));
        configure(new MultiStreamProjectionBuilder<TRow>(declaration));
        Consumers.Add(declaration);
    }

    /// <summary>
    /// Declares a consumer without a table: it acts on events of any stream, a moment after the commands. For effects outside, and for
    /// processes that append events of their own.
    /// </summary>
    /// <param name="name">The short name: <c>escalation</c>.</param>
    /// <param name="configure">Says what is done with which events.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public void MultiStreamProjection(
        string name, Action<MultiStreamProjectionBuilder> configure, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        var declaration = new ProjectionDeclaration(name, null, SourceLocation.From(file, line));
        configure(new MultiStreamProjectionBuilder(declaration));
        Consumers.Add(declaration);
    }
}
