using System.Linq.Expressions;
using Kumiko.Storage;

namespace Kumiko;

/// <summary>
/// A question to a projection's table. Conditions are the restricted kind of C# that <see cref="EntityQuery{TEntity}"/> takes. Immutable;
/// each call returns a new one.
/// </summary>
/// <typeparam name="TRow">The class of the rows.</typeparam>
public sealed class ProjectionQuery<TRow>
    where TRow : class
{
    private readonly RowDefinition _rows;
    private readonly TableQuery _query;

    internal ProjectionQuery(InvocationServices services, TenantScope scope)
    {
        _rows = services.Registry.RowsOf<TRow>();
        _query = new TableQuery(services, _rows, scope);
    }

    private ProjectionQuery(RowDefinition rows, TableQuery query)
    {
        _rows = rows;
        _query = query;
    }

    /// <summary>Only rows that fulfil the condition. Several conditions must all hold.</summary>
    /// <exception cref="NotSupportedException">The condition says something that cannot be asked of a database.</exception>
    public ProjectionQuery<TRow> Where(Expression<Func<TRow, bool>> condition) => With(_query.Where(condition));

    /// <summary>Smallest first; further calls break ties.</summary>
    public ProjectionQuery<TRow> OrderBy(Expression<Func<TRow, object?>> field) => With(_query.OrderBy(field, SortDirection.Ascending));

    /// <summary>Largest first; further calls break ties.</summary>
    public ProjectionQuery<TRow> OrderByDescending(Expression<Func<TRow, object?>> field) => With(_query.OrderBy(field, SortDirection.Descending));

    /// <summary>Passes over rows.</summary>
    public ProjectionQuery<TRow> Skip(int count) => With(_query.Skip(count));

    /// <summary>Returns so many rows at the most.</summary>
    public ProjectionQuery<TRow> Take(int count) => With(_query.Take(count));

    /// <summary>Reads the rows. Without an order they come by id, which says nothing where it follows from a key.</summary>
    public Task<List<TRow>> ToList() => Read(_query);

    /// <summary>Reads the first row, or null.</summary>
    public async Task<TRow?> FirstOrDefault() => (await Read(_query.TakeOne())).FirstOrDefault();

    /// <summary>Reads the row with the key of this one; null when there is none.</summary>
    public Task<TRow?> Find(TRow key) =>
        With(_query.Where(new RowFilter.Compare(EntityColumns.Id, Comparison.Equal, _rows.IdOf(key)))).FirstOrDefault();

    /// <summary>Counts the rows; <see cref="Skip"/> and <see cref="Take"/> do not matter.</summary>
    public Task<long> Count() => _query.Count();

    /// <summary>Whether there is at least one row.</summary>
    public async Task<bool> Any() => await FirstOrDefault() is not null;

    private async Task<List<TRow>> Read(TableQuery query)
    {
        var rows = await query.Read();
        var records = new List<TRow>(rows.Count);
        foreach (var row in rows)
        {
            records.Add((TRow)_rows.Materialize(row));
        }

        return records;
    }

    private ProjectionQuery<TRow> With(TableQuery query) => new(_rows, query);
}
