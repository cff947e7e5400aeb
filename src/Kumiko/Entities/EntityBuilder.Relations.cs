using System.Linq.Expressions;

namespace Kumiko;

public sealed partial class EntityBuilder<TEntity>
{
    private RelationBuilder<TEntity> Relations => new(_declaration.Relations, _declaration.Source);

    /// <inheritdoc cref="RelationBuilder{TEntity}.HasMany{TChild}"/>
    public EntityBuilder<TEntity> HasMany<TChild>(Expression<Func<TChild, Guid?>> key, Action<HasManyBuilder>? configure = null)
        where TChild : Entity
    {
        Relations.HasMany(key, configure);
        return this;
    }

    /// <inheritdoc cref="RelationBuilder{TEntity}.ManyToMany{TTarget,TJoin}"/>
    public EntityBuilder<TEntity> ManyToMany<TTarget, TJoin>(
        Expression<Func<TJoin, Guid?>> key, Expression<Func<TJoin, Guid?>> farKey, Action<ManyToManyBuilder>? configure = null)
        where TTarget : Entity
        where TJoin : Entity
    {
        Relations.ManyToMany<TTarget, TJoin>(key, farKey, configure);
        return this;
    }
}
