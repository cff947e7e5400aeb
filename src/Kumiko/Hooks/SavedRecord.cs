using System.Linq.Expressions;

namespace Kumiko;

/// <summary>A record that was created, changed or restored. After the commit, it is read again as the write left it, whatever happened to it since.</summary>
/// <typeparam name="TEntity">The record's class.</typeparam>
public sealed class SavedRecord<TEntity>
    where TEntity : Entity
{
    private readonly RecordMoment _moment;

    internal SavedRecord(RecordMoment moment)
    {
        _moment = moment;
        Record = (TEntity)moment.Entity.Materialize(moment.After!);
        Previous = moment.Before is { } before ? (TEntity)moment.Entity.Materialize(before) : null;
    }

    /// <summary>The record as it was written.</summary>
    public TEntity Record { get; }

    /// <summary>The record as it was before; null where it was created.</summary>
    public TEntity? Previous { get; }

    /// <summary>Whether it was created.</summary>
    public bool IsNew => Previous is null;

    /// <summary>The same for every attempt at this hook for this write, and for no other: tells a repetition to what lies outside of the database.</summary>
    public string DedupKey => _moment.DedupKey;

    /// <summary>Whether a field got another value than it had; where the record was created, than it has by default.</summary>
    /// <param name="field">The field: <c>t => t.Name</c>.</param>
    /// <exception cref="ArgumentException">The expression names no stored field.</exception>
    public bool Changed(Expression<Func<TEntity, object?>> field)
    {
        var found = HookFields.FieldOf(_moment.Entity, field);
        return !found.Type.Same(_moment.After!.Values[found.Ordinal], _moment.ValueBefore(found));
    }
}
