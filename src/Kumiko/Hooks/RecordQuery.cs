using System.Linq.Expressions;
using Kumiko.Storage;

namespace Kumiko;

/// <summary>What a standard query is asked, for hooks that change it. Immutable; each change is a new one, which the hook returns.</summary>
/// <typeparam name="TEntity">The records' class.</typeparam>
public sealed record RecordQuery<TEntity>
    where TEntity : Entity
{
    private readonly EntityDefinition _entity;

    internal RecordQuery(EntityDefinition entity, CrudVerb verb, QueryTerms terms)
    {
        _entity = entity;
        Verb = verb;
        Terms = terms;
    }

    /// <summary>Which query it is.</summary>
    public CrudVerb Verb { get; }

    /// <summary>The record that is asked for; null in a list.</summary>
    public Guid? Id => Terms.Id;

    /// <summary>Whether records are found that are marked as deleted. Histories do not ask for it.</summary>
    public bool IncludeDeleted
    {
        get => Terms.IncludeDeleted;
        init => Terms = Terms with { IncludeDeleted = value };
    }

    internal QueryTerms Terms { get; private init; }

    /// <summary>
    /// Only records that fulfil the condition, beside what the client asks for. A list is without the others, and its total, too; a detail or a history
    /// of another one is as if there were no such record. What counts is the record as it is now, except in a detail of the past.
    /// </summary>
    /// <exception cref="NotSupportedException">The condition says something that cannot be asked of a database.</exception>
    public RecordQuery<TEntity> Where(Expression<Func<TEntity, bool>> condition) =>
        this with { Terms = Terms with { Condition = Terms.Condition.And(FilterTranslator.Translate(_entity, condition)) } };
}

/// <summary>What hooks see and change of a standard query.</summary>
internal sealed record QueryTerms(Guid? Id, bool IncludeDeleted, RowFilter Condition);

/// <summary>The input of a standard query.</summary>
internal interface IQueryInput
{
    QueryTerms Terms { get; }

    /// <summary>The same query with other terms.</summary>
    IQueryInput With(QueryTerms terms);
}
