namespace Kumiko;

/// <summary>What the author said of one step.</summary>
internal sealed class StepDeclaration(string name, StepKind kind, Func<StepContext, ValueTask> run)
{
    public const string ReturnName = "return";

    public string Name => name;

    public StepKind Kind => kind;

    public Func<StepContext, ValueTask> Run => run;

    /// <summary>The class of the records that it is about.</summary>
    public Type? Entity { get; init; }

    /// <summary>The kind of aggregate whose stream it appends to, where that is no entity.</summary>
    public string? AggregateType { get; init; }

    /// <summary>The payload of the event that it appends.</summary>
    public Type? Event { get; init; }

    /// <summary>The input of the command that it calls.</summary>
    public Type? Command { get; init; }

    /// <summary>The class of the rows that it is about.</summary>
    public Type? Rows { get; init; }

    /// <summary>The results that it is given directly.</summary>
    public IReadOnlyList<StepResult> Uses { get; init; } = [];

    /// <summary>The lists of steps inside of it.</summary>
    public IReadOnlyList<StepScope> Bodies { get; init; } = [];
}
