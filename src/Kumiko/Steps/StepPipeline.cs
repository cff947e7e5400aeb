namespace Kumiko;

/// <summary>The steps of one command, as its author declared them. Built once; each run has a context of its own.</summary>
internal sealed class StepPipeline
{
    public StepPipeline(string name)
    {
        Name = name;
        Root = Current = new StepScope(this, null, "");
    }

    /// <summary>The command's short name.</summary>
    public string Name { get; }

    public StepScope Root { get; }

    /// <summary>The list that is being built; null when all are.</summary>
    public StepScope? Current { get; private set; }

    /// <summary>How many results a run may have to keep.</summary>
    public int Slots { get; private set; }

    /// <summary>Steps that were added to a list which was not being built.</summary>
    public List<StepDeclaration> Misplaced { get; } = [];

    /// <summary>The steps as data, once they are checked.</summary>
    public IReadOnlyList<StepDefinition> Definitions { get; set; } = [];

    /// <summary>All steps, with those inside of others.</summary>
    public IEnumerable<StepDeclaration> All => Root.All;

    public int NewSlot() => Slots++;

    /// <summary>Says which list is being built from now on; null for none.</summary>
    public void Enter(StepScope? scope) => Current = scope;

    /// <exception cref="InvalidOperationException">The command runs already.</exception>
    public void Add(StepScope scope, StepDeclaration step)
    {
        if (Current is null)
        {
            throw new InvalidOperationException($"'{Name}' has its steps from the start; '{step.Name}' came later. Steps cannot be added in the code of a step.");
        }

        if (Current != scope)
        {
            Misplaced.Add(step);
        }

        scope.Steps.Add(step);
    }

    public async Task<object?> Run<TCommand>(TCommand command, WriteContext context)
        where TCommand : class
    {
        var run = new StepContext<TCommand>(this, context, command);
        await Root.Run(run);
        return run.Answer;
    }
}
