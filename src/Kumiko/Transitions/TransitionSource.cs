namespace Kumiko;

/// <summary>A state, about to be told where a record may go from it.</summary>
/// <typeparam name="TState">The enum of the states, or <see cref="string"/>.</typeparam>
public sealed class TransitionSource<TState>
    where TState : notnull
{
    private readonly TransitionBuilder<TState> _builder;
    private readonly List<object> _targets;

    internal TransitionSource(TransitionBuilder<TState> builder, List<object> targets)
    {
        _builder = builder;
        _targets = targets;
    }

    /// <summary>The states that may follow. Naming the state itself allows clients to send it again.</summary>
    public TransitionBuilder<TState> To(params TState[] states)
    {
        _targets.AddRange(states.Cast<object>());
        return _builder;
    }
}
