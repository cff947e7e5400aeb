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
    private readonly InvocationServices _services;
    private readonly EntityDefinition _entity;
    private readonly TenantScope _scope;
    private readonly IReadOnlyList<RowFilter> _filters;
    private readonly IReadOnlyList<RowOrder> _order;
    private readonly int _offset;
    private readonly int? _limit;
    private readonly bool _withDeleted;

    internal EntityQuery(
        InvocationServices services, TenantScope scope, IReadOnlyList<RowFilter> filters, IReadOnlyList<RowOrder>? order = null,
        int offset = 0, int? limit = null, bool withDeleted = false)
    {
        _services = services;
        _entity = services.Registry.EntityOf<TEntity>();
        _scope = scope;
        _filters = filters;
        _order = order ?? [];
        _offset = offset;
        _limit = limit;
        _withDeleted = withDeleted;
    }

    /// <summary>Only records that fulfil the condition. Several conditions must all hold.</summary>
    /// <exception cref="NotSupportedException">The condition says something that cannot be asked of a database.</exception>
    public EntityQuery<TEntity> Where(Expression<Func<TEntity, bool>> condition) =>
        With(filters: [.. _filters, FilterTranslator.Translate(_entity, condition)]);

    /// <summary>Smallest first; further calls break ties.</summary>
    public EntityQuery<TEntity> OrderBy(Expression<Func<TEntity, object?>> field) => Ordered(field, SortDirection.Ascending);

    /// <summary>Largest first; further calls break ties.</summary>
    public EntityQuery<TEntity> OrderByDescending(Expression<Func<TEntity, object?>> field) => Ordered(field, SortDirection.Descending);

    /// <summary>Passes over records.</summary>
    public EntityQuery<TEntity> Skip(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return With(offset: count);
    }

    /// <summary>Returns so many records at the most.</summary>
    public EntityQuery<TEntity> Take(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return With(limit: count);
    }

    /// <summary>Records that are marked as deleted, too.</summary>
    public EntityQuery<TEntity> IncludeDeleted() => With(withDeleted: true);

    /// <summary>Reads the records. Without an order they come by id, that is, by age.</summary>
    public async Task<List<TEntity>> ToList()
    {
        var session = await _services.Unit.ForReading(_services.Cancellation);
        var rows = await session.ReadRows(ToRowQuery(), _services.Cancellation);
        var records = new List<TEntity>(rows.Count);
        foreach (var row in rows)
        {
            records.Add((TEntity)_entity.Materialize(_entity.Columns.Read(row)));
        }

        return records;
    }

    /// <summary>Reads the first record, or null.</summary>
    public async Task<TEntity?> FirstOrDefault() => (await Take(Math.Min(_limit ?? 1, 1)).ToList()).FirstOrDefault();

    /// <summary>Counts the records; <see cref="Skip"/> and <see cref="Take"/> do not matter.</summary>
    public async Task<long> Count()
    {
        var session = await _services.Unit.ForReading(_services.Cancellation);
        return await session.CountRows(ToRowQuery(), _services.Cancellation);
    }

    /// <summary>Whether there is at least one record.</summary>
    public async Task<bool> Any() => await FirstOrDefault() is not null;

    private RowQuery ToRowQuery()
    {
        IReadOnlyList<RowFilter> filters = _entity.IsSoftDelete && !_withDeleted
            ? [new RowFilter.Compare(EntityColumns.IsDeleted, Comparison.Equal, false), .. _filters]
            : _filters;
        return new RowQuery
        {
            Table = _entity.Table,
            Scope = _scope,
            Filter = filters.Count == 1 ? filters[0] : new RowFilter.All(filters),
            Order = _order,
            Offset = _offset,
            Limit = _limit,
        };
    }

    private EntityQuery<TEntity> Ordered(Expression<Func<TEntity, object?>> field, SortDirection direction)
    {
        var name = MemberExpressions.NameOf(field) ?? throw new NotSupportedException($"'{field}' names no field; order by a property of the record.");
        return With(order: [.. _order, new RowOrder(EntityMembers.SortColumn(_entity, name), direction)]);
    }

    private EntityQuery<TEntity> With(
        IReadOnlyList<RowFilter>? filters = null, IReadOnlyList<RowOrder>? order = null, int? offset = null, int? limit = null, bool? withDeleted = null) =>
        new(_services, _scope, filters ?? _filters, order ?? _order, offset ?? _offset, limit ?? _limit, withDeleted ?? _withDeleted);
}
