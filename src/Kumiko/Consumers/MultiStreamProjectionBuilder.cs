namespace Kumiko;

/// <summary>Says what a consumer without a table does with events, where it runs, and what happens when it fails.</summary>
public sealed class MultiStreamProjectionBuilder
{
    private readonly ProjectionDeclaration _declaration;

    internal MultiStreamProjectionBuilder(ProjectionDeclaration declaration) => _declaration = declaration;

    /// <summary>Handles an event.</summary>
    /// <inheritdoc cref="ProjectionBuilder{TRow}.On{TData}(Action{Event{TData}, ProjectionRows{TRow}})" path="/typeparam"/>
    /// <param name="handler">Does the work. When it throws, the event is tried again as <see cref="OnFailure"/> says.</param>
    public MultiStreamProjectionBuilder On<TData>(Func<Event<TData>, ConsumerContext, Task> handler)
        where TData : class
    {
        _declaration.Subscriptions.Add(new SubscriptionDeclaration(
            typeof(TData), (header, data, context) => new ValueTask(handler(new Event<TData>(header, (TData)data), (ConsumerContext)context))));
        return this;
    }

    /// <inheritdoc cref="On{TData}(Func{Event{TData}, ConsumerContext, Task})"/>
    public MultiStreamProjectionBuilder On<TData>(Action<Event<TData>, ConsumerContext> handler)
        where TData : class => On<TData>((e, context) =>
        {
            handler(e, context);
            return Task.CompletedTask;
        });

    /// <summary>Which nodes get an event; one of them by default.</summary>
    public MultiStreamProjectionBuilder Delivery(Delivery delivery)
    {
        _declaration.Delivery = delivery;
        return this;
    }

    /// <summary>What kind of node it runs on; workers by default.</summary>
    public MultiStreamProjectionBuilder RunIn(Lane lane)
    {
        _declaration.Lane = lane;
        return this;
    }

    /// <summary>What happens when a handler throws; by default <see cref="FailurePolicy.Stop"/>.</summary>
    public MultiStreamProjectionBuilder OnFailure(FailurePolicy policy)
    {
        _declaration.Failure = policy;
        return this;
    }
}
