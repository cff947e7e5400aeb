namespace Kumiko;

/// <summary>What hooks are about, as the author says it: an own command or query by its input, or records, of all writes or of some standard handlers.</summary>
/// <param name="Scope">What the class stands for.</param>
/// <param name="Type">The input's class, or the entity's.</param>
/// <param name="Verbs">The standard handlers; empty in other scopes.</param>
/// <param name="Hooks">The hooks.</param>
/// <param name="Source">Where it stands.</param>
internal sealed record HookSet(HookScope Scope, Type Type, IReadOnlyList<CrudVerb> Verbs, List<HookDeclaration> Hooks, SourceLocation? Source);

/// <summary>What hooks are on.</summary>
internal enum HookScope
{
    /// <summary>The command or query with an input.</summary>
    Input,

    /// <summary>Standard handlers of an entity.</summary>
    Standard,

    /// <summary>All writes and queries of an entity.</summary>
    Entity,
}

/// <summary>One hook. Of the ways to run it, one is there.</summary>
internal sealed record HookDeclaration(HookKind Kind)
{
    /// <summary>The class of the records that it is about; null for inputs and answers.</summary>
    public Type? Record { get; init; }

    public HookPhase? Phase { get; init; }

    /// <summary>Checks an input.</summary>
    public Func<HookedInput, IssueList, QueryContext, Task>? Validate { get; init; }

    /// <summary>Changes what is asked.</summary>
    public Func<HookedInput, QueryContext, Task<object>>? Ask { get; init; }

    /// <summary>Runs beside a write.</summary>
    public Func<RecordMoment, QueryContext, Task>? Write { get; init; }

    /// <summary>Changes the answer of an authored query; what it does not know it lets pass.</summary>
    public Func<object, QueryContext, Task<object?>>? Answer { get; init; }

    /// <summary>Changes the records that a standard query found.</summary>
    public Func<HookedRows, QueryContext, Task>? Rows { get; init; }

    public static HookDeclaration PreSave<TEntity>(Func<SavingRecord<TEntity>, QueryContext, Task> hook)
        where TEntity : Entity => new(HookKind.PreSave)
        {
            Record = typeof(TEntity),
            Write = async (moment, context) =>
            {
                var saving = new SavingRecord<TEntity>(moment);
                var before = moment.Entity.Schema.Capture(saving.Record);
                await hook(saving, context);
                moment.Wanted = moment.Entity.Schema.CaptureChanges(saving.Record, before, moment.After!.Values);
            },
        };

    public static HookDeclaration PostSave<TEntity>(HookPhase phase, Func<SavedRecord<TEntity>, WriteContext, Task> hook)
        where TEntity : Entity => new(HookKind.PostSave)
        {
            Record = typeof(TEntity),
            Phase = phase,
            Write = (moment, context) => hook(new SavedRecord<TEntity>(moment), (WriteContext)context),
        };

    public static HookDeclaration PreDelete<TEntity>(Func<TEntity, WriteContext, Task> hook)
        where TEntity : Entity => new(HookKind.PreDelete)
        {
            Record = typeof(TEntity),
            Write = (moment, context) => hook((TEntity)moment.Entity.Materialize(moment.Before!), (WriteContext)context),
        };

    public static HookDeclaration PostDelete<TEntity>(HookPhase phase, Func<DeletedRecord<TEntity>, WriteContext, Task> hook)
        where TEntity : Entity => new(HookKind.PostDelete)
        {
            Record = typeof(TEntity),
            Phase = phase,
            Write = (moment, context) => hook(new DeletedRecord<TEntity>(moment), (WriteContext)context),
        };

    public static HookDeclaration PostQuery<TEntity>(Func<QueriedRecords<TEntity>, QueryContext, Task> hook)
        where TEntity : Entity => new(HookKind.PostQuery)
        {
            Record = typeof(TEntity),
            Rows = (rows, context) => hook(new QueriedRecords<TEntity>(rows), context),
            Answer = (answer, context) => HookedAnswer.Of<TEntity>(answer, rows => hook(new QueriedRecords<TEntity>(rows), context)),
        };
}

/// <summary>An input on its way to a handler.</summary>
internal readonly record struct HookedInput(HandlerDefinition Handler, object Input)
{
    public CrudVerb Verb => ((IStandardHandler)Handler).Verb;
}
