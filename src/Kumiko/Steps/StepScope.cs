namespace Kumiko;

/// <summary>A list of steps: the command's own, or one inside another step.</summary>
internal sealed class StepScope(StepPipeline pipeline, StepScope? parent, string label)
{
    public StepPipeline Pipeline => pipeline;

    public StepScope? Parent => parent;

    /// <summary>Which of the lists of its step it is.</summary>
    public string Label => label;

    public List<StepDeclaration> Steps { get; } = [];

    /// <summary>What the list results in; null where it results in nothing.</summary>
    public StepResult? Result { get; set; }

    public IEnumerable<StepDeclaration> All => Steps.SelectMany(s => s.Bodies.SelectMany(b => b.All).Prepend(s));

    /// <summary>Whether results of the other list are there for steps of this one.</summary>
    public bool Sees(StepScope other) => this == other || parent?.Sees(other) == true;

    public async ValueTask Run(StepContext context)
    {
        foreach (var step in Steps)
        {
            await step.Run(context);
        }
    }
}
