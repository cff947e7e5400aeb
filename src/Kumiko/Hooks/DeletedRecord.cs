namespace Kumiko;

/// <summary>A record that was deleted, be it by a command or with another record.</summary>
/// <typeparam name="TEntity">The record's class.</typeparam>
public sealed class DeletedRecord<TEntity>
    where TEntity : Entity
{
    private readonly RecordMoment _moment;

    internal DeletedRecord(RecordMoment moment)
    {
        _moment = moment;
        Record = (TEntity)moment.Entity.Materialize(moment.Before!);
    }

    /// <summary>The record as it was last.</summary>
    public TEntity Record { get; }

    /// <summary>The same for every attempt at this hook for this delete, and for no other: tells a repetition to what lies outside of the database.</summary>
    public string DedupKey => _moment.DedupKey;
}
