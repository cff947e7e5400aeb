namespace Kumiko;

/// <content>Steps that write records and events, as handlers do: with the same checks, rules and events.</content>
public partial class StepBuilder<TCommand>
{
    /// <summary>Creates a record.</summary>
    /// <param name="name">The step's name.</param>
    /// <param name="record">Makes the record; the framework's own members are filled in.</param>
    public StepResult<TEntity> Create<TEntity>(string name, Func<StepContext<TCommand>, TEntity> record)
        where TEntity : Entity =>
        Add(name, StepKind.Create, s => s.Context.Create(record(s)), typeof(TEntity));

    /// <summary>Changes a record that an earlier step results in; it must still be at the version which that step left.</summary>
    /// <param name="name">The step's name.</param>
    /// <param name="record">The record.</param>
    /// <param name="change">Sets the properties that change.</param>
    public StepResult<TEntity> Update<TEntity>(string name, StepResult<TEntity> record, Action<TEntity, StepContext<TCommand>> change)
        where TEntity : Entity =>
        Add(name, StepKind.Update, s => s.Context.Update(s.Get(record), r => change(r, s)), typeof(TEntity), record);

    /// <summary>Changes a record by its id, whatever its version.</summary>
    /// <param name="name">The step's name.</param>
    /// <param name="id">Tells which one.</param>
    /// <param name="change">Sets the properties that change.</param>
    public StepResult<TEntity> Update<TEntity>(string name, Func<StepContext<TCommand>, Guid> id, Action<TEntity, StepContext<TCommand>> change)
        where TEntity : Entity =>
        Add(name, StepKind.Update, s => s.Context.Update<TEntity>(id(s), r => change(r, s)), typeof(TEntity));

    /// <summary>Deletes a record that an earlier step results in; it must still be at the version which that step left.</summary>
    /// <param name="name">The step's name.</param>
    /// <param name="record">The record.</param>
    public void Delete<TEntity>(string name, StepResult<TEntity> record)
        where TEntity : Entity =>
        Add(new StepDeclaration(name, StepKind.Delete, async s => await s.Context.Delete(s.Get(record))) { Entity = typeof(TEntity), Uses = [record] });

    /// <summary>Appends an event of the domain to the stream of a record that an earlier step results in.</summary>
    /// <param name="name">The step's name.</param>
    /// <param name="record">The record; it gets the event's version.</param>
    /// <param name="data">Makes the event.</param>
    public void Append<TEntity, TEvent>(string name, StepResult<TEntity> record, Func<StepContext<TCommand>, TEvent> data)
        where TEntity : Entity
        where TEvent : class =>
        Add(new StepDeclaration(name, StepKind.Append, async s => await s.Context.Append(s.Get(record), data((StepContext<TCommand>)s)))
        {
            Entity = typeof(TEntity),
            Event = typeof(TEvent),
            Uses = [record],
        });

    /// <summary>Appends an event of the domain to a stream that is no record's.</summary>
    /// <param name="name">The step's name.</param>
    /// <param name="aggregateType">What kind of aggregate the stream is about; not an entity's name.</param>
    /// <param name="id">The stream's id in the tenant.</param>
    /// <param name="data">Makes the event.</param>
    public void Append<TEvent>(string name, string aggregateType, Func<StepContext<TCommand>, Guid> id, Func<StepContext<TCommand>, TEvent> data)
        where TEvent : class =>
        Add(new StepDeclaration(
            name, StepKind.Append, async s => await s.Context.Append(aggregateType, id((StepContext<TCommand>)s), data((StepContext<TCommand>)s)))
        {
            AggregateType = aggregateType,
            Event = typeof(TEvent),
        });
}
