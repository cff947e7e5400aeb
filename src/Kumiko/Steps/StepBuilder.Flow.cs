namespace Kumiko;

/// <content>Lists of steps inside others. What their steps result in is for them alone.</content>
public partial class StepBuilder<TCommand>
{
    /// <summary>Does one list of steps where a condition holds, and another one, or nothing, where it does not.</summary>
    /// <param name="name">The step's name.</param>
    /// <param name="condition">The condition.</param>
    /// <param name="onTrue">Adds the steps for where it holds; called once, at the start.</param>
    /// <param name="onFalse">Adds the steps for where it does not.</param>
    public void Branch(
        string name, Func<StepContext<TCommand>, bool> condition, Action<StepBuilder<TCommand>> onTrue, Action<StepBuilder<TCommand>>? onFalse = null)
    {
        var yes = Body("onTrue", onTrue);
        var no = onFalse is null ? null : Body("onFalse", onFalse);
        Add(new StepDeclaration(name, StepKind.Branch, async s =>
        {
            if (condition((StepContext<TCommand>)s))
            {
                await yes.Run(s);
            }
            else if (no is not null)
            {
                await no.Run(s);
            }
        })
        {
            Bodies = no is null ? [yes.Scope] : [yes.Scope, no.Scope],
        });
    }

    /// <summary>Does one of two lists of steps, each of which ends in a result of the same type.</summary>
    /// <param name="name">The step's name.</param>
    /// <param name="condition">The condition.</param>
    /// <param name="onTrue">Adds the steps for where it holds, and returns the one whose result counts; called once, at the start.</param>
    /// <param name="onFalse">Adds the steps for where it does not, and returns the one whose result counts.</param>
    public StepResult<TResult> Branch<TResult>(
        string name, Func<StepContext<TCommand>, bool> condition,
        Func<StepBuilder<TCommand>, StepResult<TResult>> onTrue, Func<StepBuilder<TCommand>, StepResult<TResult>> onFalse)
    {
        StepResult<TResult> fromYes = null!, fromNo = null!;
        var yes = Body("onTrue", b => fromYes = onTrue(b));
        var no = Body("onFalse", b => fromNo = onFalse(b));
        (yes.Scope.Result, no.Scope.Result) = (fromYes, fromNo);
        var result = new StepResult<TResult>(name, _scope, _scope.Pipeline.NewSlot());
        Add(new StepDeclaration(name, StepKind.Branch, async s =>
        {
            var (taken, from) = condition((StepContext<TCommand>)s) ? (yes, fromYes) : (no, fromNo);
            await taken.Scope.Run(s);
            s.Set(result.Slot, s.Get(from));
            taken.Forget(s);
        })
        {
            Bodies = [yes.Scope, no.Scope],
        });
        return result;
    }

    /// <summary>Does a list of steps for each item, one after the other.</summary>
    /// <param name="name">The step's name.</param>
    /// <param name="items">Finds the items.</param>
    /// <param name="each">Adds the steps; called once, at the start. The item is a result like that of a step: <c>(item, each) => …</c>.</param>
    public void ForEach<TItem>(
        string name, Func<StepContext<TCommand>, IEnumerable<TItem>> items, Action<StepResult<TItem>, StepBuilder<TCommand>> each) =>
        ForEach(name, items, null, each);

    /// <summary>Does a list of steps for each item that an earlier step results in, one after the other.</summary>
    /// <param name="name">The step's name.</param>
    /// <param name="items">The items.</param>
    /// <param name="each">Adds the steps; called once, at the start.</param>
    public void ForEach<TItem>(string name, StepResult<List<TItem>> items, Action<StepResult<TItem>, StepBuilder<TCommand>> each) =>
        ForEach(name, s => s.Get(items), items, each);

    private void ForEach<TItem>(
        string name, Func<StepContext<TCommand>, IEnumerable<TItem>> items, StepResult? used, Action<StepResult<TItem>, StepBuilder<TCommand>> each)
    {
        StepResult<TItem> item = null!;
        var body = Body("each", b => each(item = new StepResult<TItem>(name, b._scope, b._scope.Pipeline.NewSlot()), b));
        Add(new StepDeclaration(name, StepKind.ForEach, async s =>
        {
            foreach (var current in items((StepContext<TCommand>)s))
            {
                s.Set(item.Slot, current);
                await body.Run(s);
            }
        })
        {
            Uses = used is null ? [] : [used],
            Bodies = [body.Scope],
        });
    }

    private StepList Body(string label, Action<StepBuilder<TCommand>> build)
    {
        var pipeline = _scope.Pipeline;
        var scope = new StepScope(pipeline, _scope, label);
        var before = pipeline.Current;
        var first = pipeline.Slots;
        pipeline.Enter(scope);
        build(new StepBuilder<TCommand>(scope));
        pipeline.Enter(before);
        return new StepList(scope, first, pipeline.Slots);
    }

    /// <summary>A list of steps, and where a run keeps their results.</summary>
    private sealed record StepList(StepScope Scope, int First, int End)
    {
        /// <summary>Does the steps, and forgets what they resulted in.</summary>
        public async ValueTask Run(StepContext context)
        {
            await Scope.Run(context);
            Forget(context);
        }

        public void Forget(StepContext context) => context.Forget(First, End);
    }
}
