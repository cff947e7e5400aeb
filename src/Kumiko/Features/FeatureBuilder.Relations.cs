using System.Runtime.CompilerServices;

namespace Kumiko;

public sealed partial class FeatureBuilder
{
    internal List<RelationDeclaration> Relations { get; } = [];

    /// <summary>
    /// Declares relations of an entity, mostly of another feature's: that feature knows nothing of the records that refer to its own. Those of an
    /// entity of this feature are declared with the entity or here.
    /// </summary>
    /// <typeparam name="TEntity">The entity, of this feature or of one that this feature requires.</typeparam>
    /// <param name="configure">Says how its records and those of others belong together.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public void Relation<TEntity>(
        Action<RelationBuilder<TEntity>> configure, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        where TEntity : Entity => configure(new RelationBuilder<TEntity>(Relations, SourceLocation.From(file, line)));
}
