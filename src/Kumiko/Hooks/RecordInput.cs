using System.Linq.Expressions;

namespace Kumiko;

/// <summary>What was sent to a standard command, for hooks that check it. Nothing of the record has been read yet; <c>PreSave</c> knows what it was before.</summary>
/// <typeparam name="TEntity">The record's class.</typeparam>
public sealed class RecordInput<TEntity>
    where TEntity : Entity
{
    private readonly EntityDefinition _entity;
    private readonly IRecordInput _sent;

    internal RecordInput(EntityDefinition entity, CrudVerb verb, IRecordInput sent)
    {
        _entity = entity;
        _sent = sent;
        Verb = verb;
    }

    /// <summary>Which command it is.</summary>
    public CrudVerb Verb { get; }

    /// <summary>The record's id; null where one is created whose id the client did not choose.</summary>
    public Guid? Id => _sent.Id;

    /// <summary>Whether a field will be written: all of them when a record is created, those that were sent when one is changed.</summary>
    /// <param name="field">The field: <c>t => t.Name</c>.</param>
    public bool Has(Expression<Func<TEntity, object?>> field) => ValueOf(field) != Absent.Value;

    /// <summary>The value that will be written.</summary>
    /// <param name="field">The field: <c>t => t.Name</c>.</param>
    /// <returns>The value; the type's default where the field is not written, see <see cref="Has"/>.</returns>
    /// <exception cref="InvalidOperationException">It is a time of day whose zone stands in the record; it is known in <c>PreSave</c>.</exception>
    public TValue? Get<TValue>(Expression<Func<TEntity, TValue>> field)
    {
        var value = ValueOf(field);
        if (value is WallClock)
        {
            throw new InvalidOperationException($"'{field}' is a time of day whose zone is known once the record is read; ask for it in PreSave.");
        }

        return value is null || value == Absent.Value ? default : (TValue?)HookFields.FieldOf(_entity, field).Type.ToClr(value);
    }

    private object? ValueOf(LambdaExpression field)
    {
        var found = HookFields.FieldOf(_entity, field);
        return _sent.Values is { } values ? values[found.Ordinal] : Absent.Value;
    }
}

/// <summary>What was read for a standard command.</summary>
internal interface IRecordInput
{
    Guid? Id { get; }

    /// <summary>The fields; null where the command sends none.</summary>
    object?[]? Values { get; }
}
