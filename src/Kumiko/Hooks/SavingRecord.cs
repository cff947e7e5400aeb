using System.Linq.Expressions;

namespace Kumiko;

/// <summary>A record that is about to be written. What a hook sets on <see cref="Record"/> is written, and checked as if the command had set it.</summary>
/// <typeparam name="TEntity">The record's class.</typeparam>
public sealed class SavingRecord<TEntity>
    where TEntity : Entity
{
    private readonly RecordMoment _moment;

    internal SavingRecord(RecordMoment moment)
    {
        _moment = moment;
        Record = (TEntity)moment.Entity.Materialize(moment.After!);
        Previous = moment.Before is { } before ? (TEntity)moment.Entity.Materialize(before) : null;
    }

    /// <summary>The record as it will be.</summary>
    public TEntity Record { get; }

    /// <summary>The record as it is; null where it is created.</summary>
    public TEntity? Previous { get; }

    /// <summary>Whether it is created.</summary>
    public bool IsNew => Previous is null;

    /// <summary>Whether a field gets another value than it had; where the record is created, than it has by default.</summary>
    /// <param name="field">The field: <c>t => t.Name</c>.</param>
    /// <exception cref="ArgumentException">The expression names no stored field.</exception>
    public bool Changes(Expression<Func<TEntity, object?>> field)
    {
        var found = HookFields.FieldOf(_moment.Entity, field);
        return !found.Type.Same(_moment.Entity.Schema.Capture(Record)[found.Ordinal], _moment.ValueBefore(found));
    }
}
