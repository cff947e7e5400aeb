using System.Linq.Expressions;

namespace Kumiko;

/// <summary>Says how the records of an entity and those of others belong together.</summary>
/// <typeparam name="TEntity">The entity whose relations they are.</typeparam>
public sealed class RelationBuilder<TEntity>
    where TEntity : Entity
{
    private readonly List<RelationDeclaration> _declarations;
    private readonly SourceLocation? _source;

    internal RelationBuilder(List<RelationDeclaration> declarations, SourceLocation? source)
    {
        _declarations = declarations;
        _source = source;
    }

    /// <summary>Records of another entity refer to this one.</summary>
    /// <typeparam name="TChild">The other entity.</typeparam>
    /// <param name="key">Its reference to this one.</param>
    /// <param name="configure">Says what becomes of them on a delete, and whether they are created together.</param>
    public RelationBuilder<TEntity> HasMany<TChild>(Expression<Func<TChild, Guid?>> key, Action<HasManyBuilder>? configure = null)
        where TChild : Entity
    {
        var declaration = new RelationDeclaration(
            typeof(TEntity), RelationKind.HasMany, typeof(TChild), typeof(TChild), MemberExpressions.NameOf(key), null, _source);
        configure?.Invoke(new HasManyBuilder(declaration.Options));
        _declarations.Add(declaration);
        return this;
    }

    /// <summary>Records of a third entity join this one with those of another.</summary>
    /// <typeparam name="TTarget">The entity at the other end.</typeparam>
    /// <typeparam name="TJoin">The entity between the two. It is one like any other, with commands and events of its own.</typeparam>
    /// <param name="key">The joining record's reference to this entity.</param>
    /// <param name="farKey">The joining record's reference to the other end.</param>
    /// <param name="configure">Says what becomes of the joining records on a delete.</param>
    public RelationBuilder<TEntity> ManyToMany<TTarget, TJoin>(
        Expression<Func<TJoin, Guid?>> key, Expression<Func<TJoin, Guid?>> farKey, Action<ManyToManyBuilder>? configure = null)
        where TTarget : Entity
        where TJoin : Entity
    {
        var declaration = new RelationDeclaration(
            typeof(TEntity), RelationKind.ManyToMany, typeof(TTarget), typeof(TJoin), MemberExpressions.NameOf(key), MemberExpressions.NameOf(farKey), _source);
        configure?.Invoke(new ManyToManyBuilder(declaration.Options));
        _declarations.Add(declaration);
        return this;
    }
}
