namespace Kumiko;

/// <summary>Hooks on an own command or query, which its input names. They run in the order of their declaration.</summary>
/// <typeparam name="TInput">The input of the command or query.</typeparam>
public sealed class HookBuilder<TInput>
    where TInput : class
{
    private readonly List<HookDeclaration> _hooks;

    internal HookBuilder(List<HookDeclaration> hooks) => _hooks = hooks;

    /// <summary>Says what else is wrong with the input of a command, once its fields are as they must be. All such hooks run; what they find is reported together.</summary>
    public HookBuilder<TInput> Validation(Func<TInput, InputIssues<TInput>, QueryContext, Task> hook) => Add(new HookDeclaration(HookKind.Validation)
    {
        Validate = (input, issues, context) => hook((TInput)input.Input, new InputIssues<TInput>(issues), context),
    });

    /// <inheritdoc cref="Validation(Func{TInput, InputIssues{TInput}, QueryContext, Task})"/>
    public HookBuilder<TInput> Validation(Action<TInput, InputIssues<TInput>, QueryContext> hook) => Validation((input, issues, context) =>
    {
        hook(input, issues, context);
        return Task.CompletedTask;
    });

    /// <summary>Changes records of the entity that the command's own code creates or changes, before they are written.</summary>
    public HookBuilder<TInput> PreSave<TEntity>(Func<SavingRecord<TEntity>, QueryContext, Task> hook)
        where TEntity : Entity => Add(HookDeclaration.PreSave(hook));

    /// <inheritdoc cref="PreSave{TEntity}(Func{SavingRecord{TEntity}, QueryContext, Task})"/>
    public HookBuilder<TInput> PreSave<TEntity>(Action<SavingRecord<TEntity>, QueryContext> hook)
        where TEntity : Entity => PreSave<TEntity>((saving, context) =>
        {
            hook(saving, context);
            return Task.CompletedTask;
        });

    /// <summary>Follows from records of the entity that the command's own code creates, changes or restores.</summary>
    public HookBuilder<TInput> PostSave<TEntity>(HookPhase phase, Func<SavedRecord<TEntity>, WriteContext, Task> hook)
        where TEntity : Entity => Add(HookDeclaration.PostSave(phase, hook));

    /// <summary>Guards the records of the entity that the command's own code deletes: what it throws keeps them.</summary>
    public HookBuilder<TInput> PreDelete<TEntity>(Func<TEntity, WriteContext, Task> hook)
        where TEntity : Entity => Add(HookDeclaration.PreDelete(hook));

    /// <summary>Follows from records of the entity that the command's own code deletes.</summary>
    public HookBuilder<TInput> PostDelete<TEntity>(HookPhase phase, Func<DeletedRecord<TEntity>, WriteContext, Task> hook)
        where TEntity : Entity => Add(HookDeclaration.PostDelete(phase, hook));

    /// <summary>Changes what a query is asked: it runs with what the hook returns, once that is checked.</summary>
    public HookBuilder<TInput> PreQuery(Func<TInput, QueryContext, Task<TInput>> hook) => Add(new HookDeclaration(HookKind.PreQuery)
    {
        Ask = async (input, context) => await hook((TInput)input.Input, context),
    });

    /// <inheritdoc cref="PreQuery(Func{TInput, QueryContext, Task{TInput}})"/>
    public HookBuilder<TInput> PreQuery(Func<TInput, QueryContext, TInput> hook) => PreQuery((input, context) => Task.FromResult(hook(input, context)));

    /// <summary>Changes what a query answers. It is not asked where the answer is null.</summary>
    /// <typeparam name="TAnswer">What the query's handler returns.</typeparam>
    public HookBuilder<TInput> PostQuery<TAnswer>(Func<TAnswer, QueryContext, Task<TAnswer?>> hook)
        where TAnswer : notnull => Add(new HookDeclaration(HookKind.PostQuery)
        {
            Answer = async (answer, context) => await hook(answer is TAnswer expected ? expected : throw new InvalidOperationException(
                $"A hook on the query that takes '{typeof(TInput).Name}' expects '{typeof(TAnswer)}', and the query answers with '{answer.GetType()}'."), context),
        });

    /// <inheritdoc cref="PostQuery{TAnswer}(Func{TAnswer, QueryContext, Task{TAnswer}})"/>
    public HookBuilder<TInput> PostQuery<TAnswer>(Func<TAnswer, QueryContext, TAnswer?> hook)
        where TAnswer : notnull => PostQuery<TAnswer>((answer, context) => Task.FromResult(hook(answer, context)));

    private HookBuilder<TInput> Add(HookDeclaration hook)
    {
        _hooks.Add(hook);
        return this;
    }
}
