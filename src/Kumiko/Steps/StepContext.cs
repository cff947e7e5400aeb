namespace Kumiko;

/// <summary>What the code in a step can know: who calls, when, and what the steps before resulted in.</summary>
public abstract class StepContext
{
    private readonly StepPipeline _pipeline;
    private readonly object?[] _results;

    private protected StepContext(StepPipeline pipeline, WriteContext context)
    {
        _pipeline = pipeline;
        _results = new object?[pipeline.Slots];
        Array.Fill(_results, Absent.Value);
        Context = context;
    }

    /// <summary>Who calls.</summary>
    public User User => Context.User;

    /// <summary>The tenant in which everything happens.</summary>
    public TenantId Tenant => Context.Tenant;

    /// <summary>The request behind the call.</summary>
    public RequestInfo Request => Context.Request;

    /// <summary>The time, in UTC, to the millisecond, as events have it.</summary>
    public DateTimeOffset Now => Context.Now;

    internal WriteContext Context { get; }

    /// <summary>What the command answers.</summary>
    internal object? Answer { get; set; }

    /// <summary>Whether a feature is there and works for the caller's tenant.</summary>
    /// <param name="feature">The feature's name.</param>
    public bool HasFeature(string feature) => Context.HasFeature(feature);

    /// <summary>What a step before has resulted in.</summary>
    /// <exception cref="InvalidOperationException">The step has not run: it comes later, or stands in a list that was left or never entered.</exception>
    public T Get<T>(StepResult<T> result)
    {
        if (result.Scope.Pipeline != _pipeline)
        {
            throw new InvalidOperationException($"The step '{result.Name}' belongs to another command than '{_pipeline.Name}'.");
        }

        return _results[result.Slot] is { } value && value == Absent.Value
            ? throw new InvalidOperationException(
                $"The step '{result.Name}' of '{_pipeline.Name}' has no result here: it comes later, or stands in a branch or loop that is not the reader's.")
            : (T)_results[result.Slot]!;
    }

    internal void Set(int slot, object? value) => _results[slot] = value;

    /// <summary>Forgets the results of a list of steps, which nobody behind it may read.</summary>
    internal void Forget(int from, int to) => Array.Fill(_results, Absent.Value, from, to - from);
}

/// <inheritdoc/>
/// <typeparam name="TCommand">The command's input.</typeparam>
public sealed class StepContext<TCommand> : StepContext
    where TCommand : class
{
    internal StepContext(StepPipeline pipeline, WriteContext context, TCommand command)
        : base(pipeline, context) => Command = command;

    /// <summary>The input, checked.</summary>
    public TCommand Command { get; }
}
