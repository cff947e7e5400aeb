using System.Linq.Expressions;
using Kumiko.Storage;

namespace Kumiko;

/// <summary>
/// A question to an entity's table. Conditions are a restricted kind of C#: comparisons of fields with values, <c>&amp;&amp;</c>, <c>||</c>,
/// <c>!</c>, <c>Contains</c> and <c>StartsWith</c>. Immutable; each call returns a new one.
/// </summary>
public sealed class EntityQuery<TEntity>
    where TEntity : Entity
{
    private readonly EntityDefinition _entity;
    private readonly TableQuery _query;
    private readonly bool _withDeleted;

    internal EntityQuery(InvocationServices services, TenantScope scope, RecordView? view)
    {
        _entity = services.Registry.EntityOf<TEntity>();
        _query = new TableQuery(services, _entity, scope);
        if (view is { SeesAllRecords: false })
        {
            _query = _query.Where(view.Rows);
        }
    }

    private EntityQuery(EntityDefinition entity, TableQuery query, bool withDeleted)
    {
        _entity = entity;
        _query = query;
        _withDeleted = withDeleted;
    }

    private TableQuery Query => _entity.IsSoftDelete && !_withDeleted
        ? _query.Where(new RowFilter.Compare(EntityColumns.IsDeleted, Comparison.Equal, false))
        : _query;

    /// <summary>Only records that fulfil the condition. Several conditions must all hold.</summary>
    /// <exception cref="NotSupportedException">The condition says something that cannot be asked of a database.</exception>
    public EntityQuery<TEntity> Where(Expression<Func<TEntity, bool>> condition) => With(_query.Where(condition));

    /// <summary>Smallest first; further calls break ties.</summary>
    public EntityQuery<TEntity> OrderBy(Expression<Func<TEntity, object?>> field) => With(_query.OrderBy(field, SortDirection.Ascending));

    /// <summary>Largest first; further calls break ties.</summary>
    public EntityQuery<TEntity> OrderByDescending(Expression<Func<TEntity, object?>> field) => With(_query.OrderBy(field, SortDirection.Descending));

    /// <summary>Passes over records.</summary>
    public EntityQuery<TEntity> Skip(int count) => With(_query.Skip(count));

    /// <summary>Returns so many records at the most.</summary>
    public EntityQuery<TEntity> Take(int count) => With(_query.Take(count));

    /// <summary>Records that are marked as deleted, too.</summary>
    public EntityQuery<TEntity> IncludeDeleted() => new(_entity, _query, withDeleted: true);

    /// <summary>Reads the records. Without an order they come by id, that is, by age.</summary>
    public Task<List<TEntity>> ToList() => Read(Query);

    /// <summary>Reads the first record, or null.</summary>
    public async Task<TEntity?> FirstOrDefault() => (await Read(Query.TakeOne())).FirstOrDefault();

    /// <summary>Counts the records; <see cref="Skip"/> and <see cref="Take"/> do not matter.</summary>
    public Task<long> Count() => Query.Count();

    /// <summary>Whether there is at least one record.</summary>
    public async Task<bool> Any() => await FirstOrDefault() is not null;

    private async Task<List<TEntity>> Read(TableQuery query)
    {
        var rows = await query.Read();
        var records = new List<TEntity>(rows.Count);
        if (_entity.Schema.Sealing is null)
        {
            foreach (var row in rows)
            {
                records.Add((TEntity)_entity.Materialize(_entity.Columns.Read(row)));
            }

            return records;
        }

        foreach (var state in await query.Services.Unit.Open(_entity, [.. rows.Select(_entity.Columns.Read)], query.Services.Cancellation))
        {
            records.Add((TEntity)_entity.Materialize(state));
        }

        return records;
    }

    private EntityQuery<TEntity> With(TableQuery query) => new(_entity, query, _withDeleted);
}
