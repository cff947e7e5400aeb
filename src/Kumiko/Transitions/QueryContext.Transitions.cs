using System.Linq.Expressions;

namespace Kumiko;

public partial class QueryContext
{
    /// <summary>The states that a record may go to next, for example to show buttons; for one that is not stored yet, those that it may begin in.</summary>
    /// <param name="record">The record; what counts is the state that its property holds.</param>
    /// <param name="field">A field with <see cref="EntityBuilder{TEntity}.Transitions{TState}(Expression{Func{TEntity, TState}}, Action{TransitionBuilder{TState}})"/>.</param>
    /// <exception cref="InvalidOperationException">The field has no transitions: it may go anywhere.</exception>
    public IReadOnlyList<TState> Allowed<TEntity, TState>(TEntity record, Expression<Func<TEntity, TState>> field)
        where TEntity : Entity
        where TState : struct, Enum => AllowedStates<TState>(record, field);

    /// <inheritdoc cref="Allowed{TEntity, TState}(TEntity, Expression{Func{TEntity, TState}})"/>
    public IReadOnlyList<TState> Allowed<TEntity, TState>(TEntity record, Expression<Func<TEntity, TState?>> field)
        where TEntity : Entity
        where TState : struct, Enum => AllowedStates<TState>(record, field);

    /// <inheritdoc cref="Allowed{TEntity, TState}(TEntity, Expression{Func{TEntity, TState}})"/>
    public IReadOnlyList<string> Allowed<TEntity>(TEntity record, Expression<Func<TEntity, string?>> field)
        where TEntity : Entity => AllowedStates<string>(record, field);

    private TState[] AllowedStates<TState>(Entity record, LambdaExpression field)
    {
        var entity = Registry.EntityOf(record.GetType());
        var machine = Array.Find(entity.Guards, m => m.Field.Member == MemberExpressions.NameOf(field))
            ?? throw new InvalidOperationException($"'{entity.Name}' has no transitions for '{field.Body}'; declare them with Transitions(…).");
        var state = record.Version == StreamVersion.None ? null : (string?)machine.Field.Get(record);
        return [.. machine.AllowedFrom(state).Select(s => (TState)machine.Field.Type.ToClr(s))];
    }
}
