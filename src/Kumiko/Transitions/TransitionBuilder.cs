namespace Kumiko;

/// <summary>Says which states of a field may follow each other. What is not said is not allowed.</summary>
/// <typeparam name="TState">The enum of the states, or <see cref="string"/> for a field with <see cref="SelectAttribute"/>.</typeparam>
public sealed class TransitionBuilder<TState>
    where TState : notnull
{
    private readonly TransitionDeclaration _declaration;

    internal TransitionBuilder(TransitionDeclaration declaration) => _declaration = declaration;

    /// <summary>The states in which a record may be created. By default it may begin in any.</summary>
    public TransitionBuilder<TState> Starts(params TState[] states)
    {
        _declaration.Starts.AddRange(states.Cast<object>());
        return this;
    }

    /// <summary>Begins a sentence that ends with <see cref="TransitionSource{TState}.To"/>. A state that is never named here is an end.</summary>
    public TransitionSource<TState> From(TState state)
    {
        var targets = new List<object>();
        _declaration.States.Add(new StateDeclaration(state, targets));
        return new TransitionSource<TState>(this, targets);
    }
}
