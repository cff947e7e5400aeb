using System.Linq.Expressions;

namespace Kumiko;

/// <summary>
/// Adds steps to a list. That happens once, when the application starts; only the code that is given to the steps runs when the command is called, one step
/// after the other, in the command's transaction. What a step throws fails the command.
/// </summary>
/// <typeparam name="TCommand">The command's input.</typeparam>
public partial class StepBuilder<TCommand>
    where TCommand : class
{
    private readonly StepScope _scope;

    internal StepBuilder(StepScope scope) => _scope = scope;

    /// <summary>Reads a record.</summary>
    /// <param name="name">The step's name, in kebab-case; unique in the command. The same goes for all steps.</param>
    /// <param name="id">Tells which one. A record that the caller cannot see is not there, and fails the command with 404 <c>not_found</c>.</param>
    public StepResult<TEntity> Read<TEntity>(string name, Func<StepContext<TCommand>, Guid> id)
        where TEntity : Entity =>
        Add(name, StepKind.Read, s => s.Context.Get<TEntity>(id(s)), typeof(TEntity));

    /// <summary>Looks for a record; the result is null when there is none.</summary>
    /// <param name="name">The step's name.</param>
    /// <param name="where">The condition: <c>s => c => c.Email == s.Command.Email</c>. Of several records, the oldest is taken.</param>
    public StepResult<TEntity?> Find<TEntity>(string name, Func<StepContext<TCommand>, Expression<Func<TEntity, bool>>> where)
        where TEntity : Entity =>
        Add(name, StepKind.Find, s => s.Context.Query<TEntity>().Where(where(s)).FirstOrDefault(), typeof(TEntity));

    /// <summary>Reads records, by age.</summary>
    /// <param name="name">The step's name.</param>
    /// <param name="where">The condition; by default all of the tenant's.</param>
    /// <param name="limit">So many at the most; by default all.</param>
    public StepResult<List<TEntity>> FindMany<TEntity>(
        string name, Func<StepContext<TCommand>, Expression<Func<TEntity, bool>>>? where = null, int? limit = null)
        where TEntity : Entity =>
        Add(name, StepKind.FindMany, s =>
        {
            var query = s.Context.Query<TEntity>();
            query = where is null ? query : query.Where(where(s));
            return (limit is { } count ? query.Take(count) : query).ToList();
        }, typeof(TEntity));

    /// <summary>Derives a value from the input and from earlier results.</summary>
    /// <param name="name">The step's name.</param>
    /// <param name="derive">Derives it.</param>
    public StepResult<TValue> Compute<TValue>(string name, Func<StepContext<TCommand>, TValue> derive) =>
        Add(name, StepKind.Compute, s => Task.FromResult(derive(s)));

    private protected StepResult<TResult> Add<TResult>(
        string name, StepKind kind, Func<StepContext<TCommand>, Task<TResult>> run, Type? entity = null, StepResult? used = null)
    {
        var result = new StepResult<TResult>(name, _scope, _scope.Pipeline.NewSlot());
        Add(new StepDeclaration(name, kind, async s => s.Set(result.Slot, await run((StepContext<TCommand>)s)))
        {
            Entity = entity,
            Uses = used is null ? [] : [used],
        });
        return result;
    }

    private protected void Add(StepDeclaration step) => _scope.Pipeline.Add(_scope, step);
}
