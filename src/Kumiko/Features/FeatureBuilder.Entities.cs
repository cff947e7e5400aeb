using System.Linq.Expressions;
using System.Runtime.CompilerServices;

namespace Kumiko;

public sealed partial class FeatureBuilder
{
    internal List<EntityDeclaration> Entities { get; } = [];

    internal List<CrudDeclaration> Cruds { get; } = [];

    internal List<ReferenceDataDeclaration> ReferenceRows { get; } = [];

    /// <summary>Declares an entity: its table, its events and its projection follow from the class.</summary>
    /// <typeparam name="TEntity">The class; its public properties are the fields.</typeparam>
    /// <param name="configure">Says what properties cannot: soft delete, indexes, derived fields, totals.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public void Entity<TEntity>(
        Action<EntityBuilder<TEntity>>? configure = null, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        where TEntity : Entity
    {
        var declaration = new EntityDeclaration(typeof(TEntity), SourceLocation.From(file, line));
        configure?.Invoke(new EntityBuilder<TEntity>(declaration));
        if (Entities.Exists(e => e.Type == typeof(TEntity)))
        {
            Report(DiagnosticRules.DeclaredTwice, typeof(TEntity).Name, $"The entity '{typeof(TEntity).Name}' is declared twice.", source: declaration.Source);
            return;
        }

        Entities.Add(declaration);
    }

    /// <summary>
    /// Declares the standard commands and queries of an entity: create, update, delete, restore (with soft delete), list, detail and
    /// history. Declares the entity, too, if <see cref="Entity{TEntity}"/> does not.
    /// </summary>
    /// <param name="write">Who may call the commands.</param>
    /// <param name="read">Who may call the queries.</param>
    /// <param name="configure">Leaves some out, or gives them rules of their own.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    public void Crud<TEntity>(
        AccessRule write, AccessRule read, Action<CrudBuilder>? configure = null, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        where TEntity : Entity
    {
        var builder = new CrudBuilder(write, read);
        configure?.Invoke(builder);
        var source = SourceLocation.From(file, line);
        if (Cruds.Exists(c => c.Type == typeof(TEntity)))
        {
            Report(DiagnosticRules.DeclaredTwice, typeof(TEntity).Name, $"Crud is declared twice for '{typeof(TEntity).Name}'.", source: source);
            return;
        }

        Cruds.Add(new CrudDeclaration(typeof(TEntity), builder, source));
    }

    /// <summary>
    /// Rows that every tenant can read and none can write. At each start they are matched by their key: new ones are created, changed
    /// ones updated, and none is ever deleted; all through events in the system tenant.
    /// </summary>
    /// <param name="key">The field that tells the rows apart.</param>
    /// <param name="rows">The rows.</param>
    public void ReferenceData<TEntity>(Expression<Func<TEntity, object?>> key, params IReadOnlyList<TEntity> rows)
        where TEntity : Entity
    {
        ReferenceRows.Add(new ReferenceDataDeclaration(typeof(TEntity), MemberExpressions.NameOf(key), rows));
    }
}
