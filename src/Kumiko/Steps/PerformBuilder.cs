namespace Kumiko;

/// <summary>Adds the steps of a command, the last of which says what it answers.</summary>
/// <typeparam name="TCommand">The command's input.</typeparam>
public sealed class PerformBuilder<TCommand> : StepBuilder<TCommand>
    where TCommand : class
{
    internal PerformBuilder(StepPipeline pipeline)
        : base(pipeline.Root)
    {
    }

    /// <summary>Ends the command; it answers with nothing.</summary>
    public void Return() => AddReturn(_ => null, []);

    /// <summary>Ends the command; it answers with what a step resulted in.</summary>
    /// <param name="result">The step.</param>
    public void Return<TAnswer>(StepResult<TAnswer> result) => AddReturn(s => s.Get(result), [result]);

    /// <summary>Ends the command.</summary>
    /// <param name="answer">Makes the answer.</param>
    public void Return<TAnswer>(Func<StepContext<TCommand>, TAnswer> answer) => AddReturn(s => answer(s), []);

    private void AddReturn(Func<StepContext<TCommand>, object?> answer, IReadOnlyList<StepResult> uses) =>
        Add(new StepDeclaration(StepDeclaration.ReturnName, StepKind.Return, s =>
        {
            s.Answer = answer((StepContext<TCommand>)s);
            return ValueTask.CompletedTask;
        })
        {
            Uses = uses,
        });
}
