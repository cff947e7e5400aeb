using System.Linq.Expressions;

namespace Kumiko;

public sealed partial class EntityBuilder<TEntity>
{
    /// <summary>
    /// Users with one of these roles see all records. As soon as anybody is named as a reader, records do not exist for everybody else. Who has
    /// several roles sees what any of them sees.
    /// </summary>
    public EntityBuilder<TEntity> ReadableBy(params string[] roles) => Read(Access.Roles(roles), null);

    /// <summary>
    /// Users with this role see the records that the condition holds for:
    /// <c>ReadableBy("Seller", (deal, user) => user.Claims.Texts("crm:regions").Contains(deal.Region))</c>.
    /// </summary>
    /// <param name="role">The role.</param>
    /// <param name="where">
    /// The restricted kind of C# that queries take, over the record and the user. A comparison with a claim that the user does not have is never
    /// true, also under a negation.
    /// </param>
    public EntityBuilder<TEntity> ReadableBy(string role, Expression<Func<TEntity, User, bool>> where) => Read(Access.Roles(role), where);

    /// <inheritdoc cref="ReadableBy(string, Expression{Func{TEntity, User, bool}})"/>
    /// <param name="who">Whom the condition is for.</param>
    /// <param name="where">The condition.</param>
    public EntityBuilder<TEntity> ReadableBy(AccessRule who, Expression<Func<TEntity, User, bool>> where) => Read(who, where);

    /// <summary>
    /// Users with one of these roles may create, change and delete all records that they can read. As soon as anybody is named as a writer, nobody
    /// else may.
    /// </summary>
    public EntityBuilder<TEntity> WritableBy(params string[] roles) => Write(Access.Roles(roles), null);

    /// <summary>
    /// Users with this role may write the records that the condition holds for, before and after the change. Where a user has several roles, one of
    /// them alone has to allow both: no record moves out of one role's reach into another's.
    /// </summary>
    /// <inheritdoc cref="ReadableBy(string, Expression{Func{TEntity, User, bool}})"/>
    public EntityBuilder<TEntity> WritableBy(string role, Expression<Func<TEntity, User, bool>> where) => Write(Access.Roles(role), where);

    /// <inheritdoc cref="WritableBy(string, Expression{Func{TEntity, User, bool}})"/>
    /// <param name="who">Whom the condition is for.</param>
    /// <param name="where">The condition.</param>
    public EntityBuilder<TEntity> WritableBy(AccessRule who, Expression<Func<TEntity, User, bool>> where) => Write(who, where);

    /// <summary>Says who may read and write a field, beside what attributes on the property say.</summary>
    /// <param name="field">A stored field, or a get-only property.</param>
    /// <param name="access">The rules: <c>f => f.ReadableBy("Hr").WritableBy("Hr")</c>.</param>
    public EntityBuilder<TEntity> Field<TValue>(Expression<Func<TEntity, TValue>> field, Action<FieldAccessBuilder<TEntity>> access) =>
        Declare(new FieldAccessDeclaration(MemberExpressions.NameOf(field), new AccessDeclaration()), access);

    /// <summary>Says who may read and write a field of an object inside of the record, beside what attributes on its property say.</summary>
    /// <param name="part">The property that holds the object.</param>
    /// <param name="field">A stored field of the object.</param>
    /// <param name="access">The rules, over the whole record: <c>f => f.ReadableBy("Seller", (deal, user) => deal.SellerId == user.Id.Value)</c>.</param>
    public EntityBuilder<TEntity> Field<TPart, TValue>(
        Expression<Func<TEntity, TPart?>> part, Expression<Func<TPart, TValue>> field, Action<FieldAccessBuilder<TEntity>> access)
        where TPart : class =>
        Declare(Inside(part, field), access);

    /// <summary>Says who may read and write a field of all items of a list inside of the record, beside what attributes on its property say.</summary>
    /// <inheritdoc cref="Field{TPart, TValue}"/>
    /// <param name="list">The property that holds the items.</param>
    /// <param name="field">A stored field of the items.</param>
    /// <param name="access">The rules.</param>
    public EntityBuilder<TEntity> ItemField<TItem, TValue>(
        Expression<Func<TEntity, IEnumerable<TItem>?>> list, Expression<Func<TItem, TValue>> field, Action<FieldAccessBuilder<TEntity>> access)
        where TItem : class =>
        Declare(Inside(list, field), access);

    /// <summary>Says who may read a derived field.</summary>
    /// <param name="derived">The name that <see cref="Derived{TValue}"/> gave it.</param>
    /// <param name="access">The rules: <c>f => f.ReadableBy("Hr")</c>.</param>
    public EntityBuilder<TEntity> Field(string derived, Action<FieldAccessBuilder<TEntity>> access) =>
        Declare(new FieldAccessDeclaration(derived, new AccessDeclaration()), access);

    private static FieldAccessDeclaration Inside(LambdaExpression holder, LambdaExpression field) =>
        new(MemberExpressions.NameOf(field), new AccessDeclaration()) { IsInside = true, Inside = MemberExpressions.NameOf(holder) };

    private EntityBuilder<TEntity> Declare(FieldAccessDeclaration declaration, Action<FieldAccessBuilder<TEntity>> access)
    {
        access(new FieldAccessBuilder<TEntity>(declaration.Access));
        _declaration.FieldAccess.Add(declaration);
        return this;
    }

    private EntityBuilder<TEntity> Read(AccessRule who, LambdaExpression? where)
    {
        _declaration.Access.Readers.Add(new GrantDeclaration(who, where));
        return this;
    }

    private EntityBuilder<TEntity> Write(AccessRule who, LambdaExpression? where)
    {
        _declaration.Access.Writers.Add(new GrantDeclaration(who, where));
        return this;
    }
}
