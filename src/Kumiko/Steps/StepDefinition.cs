namespace Kumiko;

/// <summary>A step of a command, as data: what tools can show of it without running it.</summary>
public sealed record StepDefinition
{
    /// <summary>The step's name; unique in the command.</summary>
    public required string Name { get; init; }

    /// <summary>What it does.</summary>
    public required StepKind Kind { get; init; }

    /// <summary>The entity whose records it reads or writes, by its name; for events of other streams, the kind of aggregate. Null for none.</summary>
    public string? Entity { get; init; }

    /// <summary>The event that it appends, by its qualified name; null for none.</summary>
    public string? Event { get; init; }

    /// <summary>The command that it calls, by its qualified name; null for none.</summary>
    public string? Command { get; init; }

    /// <summary>The table whose rows it reads or writes, where that is no entity's; null for none.</summary>
    public string? Table { get; init; }

    /// <summary>The steps whose results it is given directly. What its code asks for besides cannot be known.</summary>
    public IReadOnlyList<string> Uses { get; init; } = [];

    /// <summary>The lists of steps inside of it.</summary>
    public IReadOnlyList<StepBody> Bodies { get; init; } = [];
}
