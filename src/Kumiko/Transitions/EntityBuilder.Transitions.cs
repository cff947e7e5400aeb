using System.Linq.Expressions;

namespace Kumiko;

public sealed partial class EntityBuilder<TEntity>
{
    /// <summary>Says which states of a field may follow each other, whoever changes it and however.</summary>
    /// <param name="field">A field of an enum.</param>
    /// <param name="states">The transitions: <c>s => s.From(Draft).To(Sent).From(Sent).To(Paid)</c>.</param>
    public EntityBuilder<TEntity> Transitions<TState>(Expression<Func<TEntity, TState>> field, Action<TransitionBuilder<TState>> states)
        where TState : struct, Enum => Declare(field, states);

    /// <summary>As for a field that always has a state. A record without one may be given any that it could be created in, and never loses it again.</summary>
    /// <inheritdoc cref="Transitions{TState}(Expression{Func{TEntity, TState}}, Action{TransitionBuilder{TState}})"/>
    public EntityBuilder<TEntity> Transitions<TState>(Expression<Func<TEntity, TState?>> field, Action<TransitionBuilder<TState>> states)
        where TState : struct, Enum => Declare(field, states);

    /// <summary>As for an enum, with the options of a <see cref="SelectAttribute"/>.</summary>
    /// <param name="field">A text with <see cref="SelectAttribute"/>.</param>
    /// <param name="states">The transitions: <c>s => s.From("draft").To("sent")</c>.</param>
    public EntityBuilder<TEntity> Transitions(Expression<Func<TEntity, string?>> field, Action<TransitionBuilder<string>> states) => Declare(field, states);

    private EntityBuilder<TEntity> Declare<TState>(LambdaExpression field, Action<TransitionBuilder<TState>> states)
        where TState : notnull
    {
        var declaration = new TransitionDeclaration(MemberExpressions.NameOf(field));
        states(new TransitionBuilder<TState>(declaration));
        _declaration.Transitions.Add(declaration);
        return this;
    }
}
