namespace Kumiko;

/// <summary>Says how the rows of a consumer follow from events, where it runs, and what happens when it fails.</summary>
/// <typeparam name="TRow">
/// The class of the rows. Properties with <see cref="KeyAttribute"/> tell them apart; without any, a property <c>Guid Id</c> does.
/// </typeparam>
public sealed class MultiStreamProjectionBuilder<TRow>
    where TRow : class
{
    private readonly ProjectionDeclaration _declaration;

    internal MultiStreamProjectionBuilder(ProjectionDeclaration declaration) => _declaration = declaration;

    /// <summary>Handles an event.</summary>
    /// <inheritdoc cref="ProjectionBuilder{TRow}.On{TData}(Action{Event{TData}, ProjectionRows{TRow}})" path="/typeparam"/>
    /// <param name="handler">Changes rows. When it throws, the event is tried again as <see cref="OnFailure"/> says.</param>
    public MultiStreamProjectionBuilder<TRow> On<TData>(Func<Event<TData>, ConsumerContext<TRow>, Task> handler)
        where TData : class
    {
        _declaration.Subscriptions.Add(new SubscriptionDeclaration(
            typeof(TData), (header, data, context) => new ValueTask(handler(new Event<TData>(header, (TData)data), (ConsumerContext<TRow>)context))));
        return this;
    }

    /// <inheritdoc cref="On{TData}(Func{Event{TData}, ConsumerContext{TRow}, Task})"/>
    public MultiStreamProjectionBuilder<TRow> On<TData>(Action<Event<TData>, ConsumerContext<TRow>> handler)
        where TData : class => On<TData>((e, context) =>
        {
            handler(e, context);
            return Task.CompletedTask;
        });

    /// <inheritdoc cref="ProjectionBuilder{TRow}.Table"/>
    public MultiStreamProjectionBuilder<TRow> Table(string name)
    {
        _declaration.Table = name;
        return this;
    }

    /// <inheritdoc cref="MultiStreamProjectionBuilder.RunIn"/>
    public MultiStreamProjectionBuilder<TRow> RunIn(Lane lane)
    {
        _declaration.Lane = lane;
        return this;
    }

    /// <inheritdoc cref="MultiStreamProjectionBuilder.OnFailure"/>
    public MultiStreamProjectionBuilder<TRow> OnFailure(FailurePolicy policy)
    {
        _declaration.Failure = policy;
        return this;
    }
}
