using System.Linq.Expressions;

namespace Kumiko;

/// <summary>Says of an entity what its properties cannot.</summary>
public sealed partial class EntityBuilder<TEntity>
    where TEntity : Entity
{
    private readonly EntityDeclaration _declaration;

    internal EntityBuilder(EntityDeclaration declaration) => _declaration = declaration;

    /// <summary>Deleting marks the record; it can be restored.</summary>
    public EntityBuilder<TEntity> SoftDelete()
    {
        _declaration.IsSoftDelete = true;
        return this;
    }

    /// <summary>Names the table. By default it is <c>read_</c> and the plural of the entity's name.</summary>
    public EntityBuilder<TEntity> Table(string name)
    {
        _declaration.Table = name;
        return this;
    }

    /// <summary>The currency of amounts that come without one. Needed as soon as a field is <see cref="Money"/>.</summary>
    /// <param name="code">A code of ISO 4217.</param>
    public EntityBuilder<TEntity> DefaultCurrency(string code)
    {
        _declaration.DefaultCurrency = code;
        return this;
    }

    /// <summary>Makes filters and orders over these fields quick. The tenant always comes first in an index.</summary>
    public EntityBuilder<TEntity> Index(params Expression<Func<TEntity, object?>>[] fields) => Add(fields, isUnique: false, onlyExisting: false);

    /// <summary>No two records of a tenant agree in all these fields, deleted ones included. A null never equals another null.</summary>
    public EntityBuilder<TEntity> Unique(params Expression<Func<TEntity, object?>>[] fields) => Add(fields, isUnique: true, onlyExisting: false);

    /// <summary>As <see cref="Unique"/>, but records that are marked as deleted do not count.</summary>
    public EntityBuilder<TEntity> UniqueAmongExisting(params Expression<Func<TEntity, object?>>[] fields) => Add(fields, isUnique: true, onlyExisting: true);

    /// <summary>
    /// A value that answers show and nothing stores; it may depend on the time. Get-only properties are derived fields without being
    /// declared here.
    /// </summary>
    /// <param name="name">The name on the wire, in camelCase.</param>
    /// <param name="derive">A pure function of the record and of the time of the query.</param>
    public EntityBuilder<TEntity> Derived<TValue>(string name, Func<TEntity, DateTimeOffset, TValue> derive)
    {
        _declaration.Derived.Add(new DerivedDeclaration(name, typeof(TValue), (entity, asOf) => derive((TEntity)entity, asOf)));
        return this;
    }

    /// <summary>Answers show the sum of a column of an embedded list, as <c>_totals.list.column</c>.</summary>
    public EntityBuilder<TEntity> Total<TItem, TValue>(Expression<Func<TEntity, IEnumerable<TItem>?>> list, Expression<Func<TItem, TValue>> column)
    {
        _declaration.Totals.Add(new TotalDeclaration(MemberExpressions.NameOf(list), MemberExpressions.NameOf(column), null, IsMatch: false));
        return this;
    }

    /// <summary>
    /// The sum of a money column of an embedded list must equal a money field. Checked whenever both are there; a currency that differs
    /// is a mismatch, too.
    /// </summary>
    public EntityBuilder<TEntity> TotalsMatch<TItem>(
        Expression<Func<TEntity, IEnumerable<TItem>?>> list, Expression<Func<TItem, Money?>> column, Expression<Func<TEntity, Money?>> field)
    {
        _declaration.Totals.Add(
            new TotalDeclaration(MemberExpressions.NameOf(list), MemberExpressions.NameOf(column), MemberExpressions.NameOf(field), IsMatch: true));
        return this;
    }

    private EntityBuilder<TEntity> Add(Expression<Func<TEntity, object?>>[] fields, bool isUnique, bool onlyExisting)
    {
        _declaration.Indexes.Add(new IndexDeclaration([.. fields.Select(MemberExpressions.NameOf)], isUnique, onlyExisting));
        return this;
    }
}
