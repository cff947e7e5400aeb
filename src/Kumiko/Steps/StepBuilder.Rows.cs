using System.Linq.Expressions;

namespace Kumiko;

/// <content>Steps about rows of tables beside the records.</content>
public partial class StepBuilder<TCommand>
{
    /// <summary>Looks for a row of a projection, of a consumer's table or of an unmanaged table; the result is null when there is none.</summary>
    /// <param name="name">The step's name.</param>
    /// <param name="where">The condition.</param>
    public StepResult<TRow?> FindRow<TRow>(string name, Func<StepContext<TCommand>, Expression<Func<TRow, bool>>> where)
        where TRow : class =>
        AddReading(name, StepKind.FindRow, s => s.Context.Rows<TRow>().Where(where(s)).FirstOrDefault(), typeof(TRow));

    /// <summary>Reads rows of a projection, of a consumer's table or of an unmanaged table.</summary>
    /// <param name="name">The step's name.</param>
    /// <param name="where">The condition; by default all of the tenant's.</param>
    /// <param name="limit">So many at the most; by default all.</param>
    public StepResult<List<TRow>> FindRows<TRow>(string name, Func<StepContext<TCommand>, Expression<Func<TRow, bool>>>? where = null, int? limit = null)
        where TRow : class =>
        AddReading(name, StepKind.FindRows, s =>
        {
            var query = s.Context.Rows<TRow>();
            query = where is null ? query : query.Where(where(s));
            return (limit is { } count ? query.Take(count) : query).ToList();
        }, typeof(TRow));

    /// <summary>Adds a row to an unmanaged table, or replaces the one with the same key. The feature has to require the table.</summary>
    /// <param name="name">The step's name.</param>
    /// <param name="row">Makes the row.</param>
    public void PutRow<TRow>(string name, Func<StepContext<TCommand>, TRow> row)
        where TRow : class => AddWriting<TRow>(name, StepKind.PutRow, row, static (rows, row) => rows.Put(row));

    /// <summary>Removes the row with a key from an unmanaged table, if there is one. The feature has to require the table.</summary>
    /// <param name="name">The step's name.</param>
    /// <param name="key">Makes a row with the key; nothing else of it matters.</param>
    public void RemoveRow<TRow>(string name, Func<StepContext<TCommand>, TRow> key)
        where TRow : class => AddWriting<TRow>(name, StepKind.RemoveRow, key, static (rows, row) => rows.Delete(row));

    private StepResult<TResult> AddReading<TResult>(string name, StepKind kind, Func<StepContext<TCommand>, Task<TResult>> run, Type rows)
    {
        var result = new StepResult<TResult>(name, _scope, _scope.Pipeline.NewSlot());
        Add(new StepDeclaration(name, kind, async s => s.Set(result.Slot, await run((StepContext<TCommand>)s))) { Rows = rows });
        return result;
    }

    private void AddWriting<TRow>(string name, StepKind kind, Func<StepContext<TCommand>, TRow> make, Action<ProjectionRows<TRow>, TRow> write)
        where TRow : class =>
        Add(new StepDeclaration(name, kind, s =>
        {
            var services = s.Context.Services;
            var rows = services.Registry.RowsOf<TRow>();
            write(new ProjectionRows<TRow>(rows, rows.Table, services.Unit, s.Tenant, services.Cancellation), make((StepContext<TCommand>)s));
            return ValueTask.CompletedTask;
        })
        {
            Rows = typeof(TRow),
        });
}
