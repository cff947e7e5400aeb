namespace Kumiko;

/// <summary>Hooks on standard commands and queries of an entity. They run in the order of their declaration.</summary>
/// <typeparam name="TEntity">The entity.</typeparam>
public sealed class RecordHookBuilder<TEntity>
    where TEntity : Entity
{
    private readonly List<HookDeclaration> _hooks;

    internal RecordHookBuilder(List<HookDeclaration> hooks) => _hooks = hooks;

    /// <summary>Says what else is wrong with what was sent, once the fields are as they must be. All such hooks run; what they find is reported together.</summary>
    public RecordHookBuilder<TEntity> Validation(Func<RecordInput<TEntity>, InputIssues<TEntity>, QueryContext, Task> hook) => Add(new HookDeclaration(HookKind.Validation)
    {
        Validate = (input, issues, context) => hook(
            new RecordInput<TEntity>(input.Handler.Entity!, input.Verb, (IRecordInput)input.Input), new InputIssues<TEntity>(issues), context),
    });

    /// <inheritdoc cref="Validation(Func{RecordInput{TEntity}, InputIssues{TEntity}, QueryContext, Task})"/>
    public RecordHookBuilder<TEntity> Validation(Action<RecordInput<TEntity>, InputIssues<TEntity>, QueryContext> hook) => Validation((input, issues, context) =>
    {
        hook(input, issues, context);
        return Task.CompletedTask;
    });

    /// <summary>Changes the record before it is written.</summary>
    public RecordHookBuilder<TEntity> PreSave(Func<SavingRecord<TEntity>, QueryContext, Task> hook) => Add(HookDeclaration.PreSave(hook));

    /// <inheritdoc cref="PreSave(Func{SavingRecord{TEntity}, QueryContext, Task})"/>
    public RecordHookBuilder<TEntity> PreSave(Action<SavingRecord<TEntity>, QueryContext> hook) => PreSave((saving, context) =>
    {
        hook(saving, context);
        return Task.CompletedTask;
    });

    /// <summary>Follows from the command's write.</summary>
    public RecordHookBuilder<TEntity> PostSave(HookPhase phase, Func<SavedRecord<TEntity>, WriteContext, Task> hook) => Add(HookDeclaration.PostSave(phase, hook));

    /// <summary>Guards the record that the command deletes: what it throws keeps it.</summary>
    public RecordHookBuilder<TEntity> PreDelete(Func<TEntity, WriteContext, Task> hook) => Add(HookDeclaration.PreDelete(hook));

    /// <summary>Follows from the command's delete.</summary>
    public RecordHookBuilder<TEntity> PostDelete(HookPhase phase, Func<DeletedRecord<TEntity>, WriteContext, Task> hook) =>
        Add(HookDeclaration.PostDelete(phase, hook));

    /// <summary>Changes what the query is asked: <c>(query, ctx) => query.Where(t => !t.IsHidden)</c>.</summary>
    public RecordHookBuilder<TEntity> PreQuery(Func<RecordQuery<TEntity>, QueryContext, Task<RecordQuery<TEntity>>> hook) => Add(new HookDeclaration(HookKind.PreQuery)
    {
        Ask = async (input, context) =>
        {
            var query = (IQueryInput)input.Input;
            return query.With((await hook(new RecordQuery<TEntity>(input.Handler.Entity!, input.Verb, query.Terms), context)).Terms);
        },
    });

    /// <inheritdoc cref="PreQuery(Func{RecordQuery{TEntity}, QueryContext, Task{RecordQuery{TEntity}}})"/>
    public RecordHookBuilder<TEntity> PreQuery(Func<RecordQuery<TEntity>, QueryContext, RecordQuery<TEntity>> hook) =>
        PreQuery((query, context) => Task.FromResult(hook(query, context)));

    /// <summary>Changes the records that the query answers with.</summary>
    public RecordHookBuilder<TEntity> PostQuery(Func<QueriedRecords<TEntity>, QueryContext, Task> hook) => Add(HookDeclaration.PostQuery(hook));

    /// <inheritdoc cref="PostQuery(Func{QueriedRecords{TEntity}, QueryContext, Task})"/>
    public RecordHookBuilder<TEntity> PostQuery(Action<QueriedRecords<TEntity>, QueryContext> hook) => PostQuery((records, context) =>
    {
        hook(records, context);
        return Task.CompletedTask;
    });

    private RecordHookBuilder<TEntity> Add(HookDeclaration hook)
    {
        _hooks.Add(hook);
        return this;
    }
}
