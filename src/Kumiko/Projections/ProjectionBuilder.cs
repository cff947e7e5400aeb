namespace Kumiko;

/// <summary>Says how the rows of a projection follow from events. The projection runs in the transaction of the command that appends them.</summary>
/// <typeparam name="TRow">
/// The class of the rows. Properties with <see cref="KeyAttribute"/> tell them apart; without any, a property <c>Guid Id</c> does.
/// </typeparam>
public sealed class ProjectionBuilder<TRow>
    where TRow : class
{
    private readonly ProjectionDeclaration _declaration;

    internal ProjectionBuilder(ProjectionDeclaration declaration) => _declaration = declaration;

    /// <summary>
    /// Events of the domain count only in streams of this entity, or of others that are named, too. Without any, they count in all streams.
    /// </summary>
    public ProjectionBuilder<TRow> From<TEntity>()
        where TEntity : Entity
    {
        _declaration.SourceEntities.Add(typeof(TEntity));
        return this;
    }

    /// <summary>As <see cref="From{TEntity}"/>, for streams that are no entity's.</summary>
    /// <param name="aggregateType">The kind of aggregate, as it was given to <see cref="WriteContext"/>'s <c>Append</c>.</param>
    public ProjectionBuilder<TRow> From(string aggregateType)
    {
        _declaration.SourceTypes.Add(aggregateType);
        return this;
    }

    /// <summary>Names the table. By default it is <c>read_</c> and the projection's name.</summary>
    public ProjectionBuilder<TRow> Table(string name)
    {
        _declaration.Table = name;
        return this;
    }

    /// <summary>Handles an event.</summary>
    /// <typeparam name="TData">
    /// A declared event's payload; or <see cref="Created{TEntity}"/>, <see cref="Updated{TEntity}"/>, <see cref="Deleted{TEntity}"/>,
    /// <see cref="Restored{TEntity}"/>, <see cref="Archived{TEntity}"/>, <see cref="Unarchived{TEntity}"/>.
    /// </typeparam>
    /// <param name="handler">
    /// Changes rows. It runs once in the command, and again whenever the table is derived anew, so it depends on nothing but the event and
    /// the rows. What it throws fails the command.
    /// </param>
    public ProjectionBuilder<TRow> On<TData>(Action<Event<TData>, ProjectionRows<TRow>> handler)
        where TData : class =>
        Add(typeof(TData), (header, data, rows) =>
        {
            handler(new Event<TData>(header, (TData)data), (ProjectionRows<TRow>)rows);
            return ValueTask.CompletedTask;
        });

    /// <inheritdoc cref="On{TData}(Action{Event{TData}, ProjectionRows{TRow}})"/>
    public ProjectionBuilder<TRow> On<TData>(Func<Event<TData>, ProjectionRows<TRow>, Task> handler)
        where TData : class =>
        Add(typeof(TData), (header, data, rows) => new ValueTask(handler(new Event<TData>(header, (TData)data), (ProjectionRows<TRow>)rows)));

    private ProjectionBuilder<TRow> Add(Type data, Func<EventHeader, object, object, ValueTask> handle)
    {
        _declaration.Subscriptions.Add(new SubscriptionDeclaration(data, handle));
        return this;
    }
}
