namespace Kumiko;

/// <summary>What a step will result in, each time the command runs. It belongs to the command that it was declared in.</summary>
public abstract class StepResult
{
    private protected StepResult(string name, StepScope scope, int slot)
    {
        Name = name;
        Scope = scope;
        Slot = slot;
    }

    /// <summary>The name of the step.</summary>
    public string Name { get; }

    internal StepScope Scope { get; }

    /// <summary>Where a run keeps the result.</summary>
    internal int Slot { get; }
}

/// <inheritdoc/>
/// <typeparam name="T">The type of the result; <see cref="StepContext.Get{T}"/> reads it.</typeparam>
public sealed class StepResult<T> : StepResult
{
    internal StepResult(string name, StepScope scope, int slot)
        : base(name, scope, slot)
    {
    }
}
