using System.Linq.Expressions;

namespace Kumiko;

/// <summary>Says who may read and write one field.</summary>
/// <typeparam name="TEntity">The entity.</typeparam>
public sealed class FieldAccessBuilder<TEntity>
    where TEntity : Entity
{
    private readonly AccessDeclaration _declaration;

    internal FieldAccessBuilder(AccessDeclaration declaration) => _declaration = declaration;

    /// <summary>Only users with one of these roles see the field; for everybody else it does not exist.</summary>
    public FieldAccessBuilder<TEntity> ReadableBy(params string[] roles) => ReadableBy(Access.Roles(roles));

    /// <summary>Only these users see the field: <c>ReadableBy(Access.SignedIn)</c> opens a derived field to all of them.</summary>
    public FieldAccessBuilder<TEntity> ReadableBy(AccessRule who)
    {
        _declaration.Readers.Add(new GrantDeclaration(who, null));
        return this;
    }

    /// <summary>Users with this role see the field of those records that the condition holds for.</summary>
    /// <param name="role">The role.</param>
    /// <param name="where">A condition as <see cref="EntityBuilder{TEntity}.ReadableBy(string, Expression{Func{TEntity, User, bool}})"/> takes it.</param>
    public FieldAccessBuilder<TEntity> ReadableBy(string role, Expression<Func<TEntity, User, bool>> where) => ReadableBy(Access.Roles(role), where);

    /// <inheritdoc cref="ReadableBy(string, Expression{Func{TEntity, User, bool}})"/>
    /// <param name="who">Whom the condition is for.</param>
    /// <param name="where">The condition.</param>
    public FieldAccessBuilder<TEntity> ReadableBy(AccessRule who, Expression<Func<TEntity, User, bool>> where)
    {
        _declaration.Readers.Add(new GrantDeclaration(who, where));
        return this;
    }

    /// <summary>Only users with one of these roles may set the field.</summary>
    public FieldAccessBuilder<TEntity> WritableBy(params string[] roles) => WritableBy(Access.Roles(roles));

    /// <summary>Only these users may set the field.</summary>
    public FieldAccessBuilder<TEntity> WritableBy(AccessRule who)
    {
        _declaration.Writers.Add(new GrantDeclaration(who, null));
        return this;
    }

    /// <summary>Users with this role may set the field of those records that the condition holds for, before and after the change.</summary>
    /// <inheritdoc cref="ReadableBy(string, Expression{Func{TEntity, User, bool}})"/>
    public FieldAccessBuilder<TEntity> WritableBy(string role, Expression<Func<TEntity, User, bool>> where) => WritableBy(Access.Roles(role), where);

    /// <inheritdoc cref="WritableBy(string, Expression{Func{TEntity, User, bool}})"/>
    /// <param name="who">Whom the condition is for.</param>
    /// <param name="where">The condition.</param>
    public FieldAccessBuilder<TEntity> WritableBy(AccessRule who, Expression<Func<TEntity, User, bool>> where)
    {
        _declaration.Writers.Add(new GrantDeclaration(who, where));
        return this;
    }
}
