using System.Runtime.CompilerServices;

namespace Kumiko;

public sealed partial class FeatureBuilder
{
    internal List<UnmanagedTableDeclaration> UnmanagedTables { get; } = [];

    /// <summary>What the feature declares that has rows, or could have.</summary>
    internal IEnumerable<ProjectionDeclaration> Tables => Projections.Concat(Consumers).Concat(UnmanagedTables.Select(t => t.Rows));

    /// <summary>
    /// Declares a table outside of the log: flat rows that follow from no event, such as what another system told. Steps write it, where their feature
    /// requires it; <see cref="QueryContext.Rows{TRow}"/> reads it. The table is <c>store_</c> and the name.
    /// </summary>
    /// <typeparam name="TRow">
    /// The class of the rows. Properties with <see cref="KeyAttribute"/> tell them apart; without any, a property <c>Guid Id</c> does.
    /// </typeparam>
    /// <param name="name">The short name: <c>exchange-rates</c>.</param>
    /// <param name="reason">Why it is no entity, in a sentence that an operator understands: nothing can bring back what is changed in it.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public void UnmanagedTable<TRow>(string name, string reason, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        where TRow : class =>
        UnmanagedTables.Add(new UnmanagedTableDeclaration(name, reason, new ProjectionDeclaration(name, new RowFactory<TRow>(), SourceLocation.From(file, line))));
}
