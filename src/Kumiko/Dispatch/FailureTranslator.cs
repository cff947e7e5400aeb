using Kumiko.Storage;

namespace Kumiko;

/// <summary>Turns what a store reports at the commit into the failures that clients know.</summary>
internal static class FailureTranslator
{
    /// <param name="failure">What the store reported.</param>
    /// <param name="unit">The unit whose write it was.</param>
    /// <param name="session">A session that still works: the unit's own may not.</param>
    /// <param name="registry">Knows whose table it is.</param>
    /// <param name="cancellation">Ends the search for the conflict.</param>
    public static async Task<KumikoException> Translate(
        StoreException failure, UnitOfWork unit, StoreSession session, Registry registry, CancellationToken cancellation) => failure switch
        {
            UniqueIndexException violation when registry.Entities.FirstOrDefault(e => e.Table.Name == violation.Table) is { } entity =>
                entity.UniqueViolation(violation),
            DuplicateEventException => RepeatedKey(unit),
            DuplicateRequestException => new ConflictException("request_in_progress", "The same request is being answered."),
            MissingRowException => await MissingReferences.Find(unit, session, cancellation),
            StreamConflictException => await FindConflict(unit, session, cancellation),
            _ => new InternalErrorException(failure),
        };

    /// <summary>Where several keys went out together, it is not known which of them was meant.</summary>
    private static IdempotentReplayException RepeatedKey(UnitOfWork unit)
    {
        if (unit.FailedKeys is not [var (stream, key)])
        {
            return new IdempotentReplayException(null);
        }

        unit.Command = unit.CommandOf(stream);
        return new IdempotentReplayException(key);
    }

    /// <summary>The database says only that there was a conflict; which one is looked up afterwards.</summary>
    private static async Task<KumikoException> FindConflict(UnitOfWork unit, StoreSession session, CancellationToken cancellation)
    {
        foreach (var (stream, expected) in unit.FailedAppends)
        {
            if (await StreamConflict.Find(session, stream, expected, cancellation) is { } conflict)
            {
                unit.Command = unit.CommandOf(stream);
                return conflict;
            }
        }

        return new ConflictException("stale_state", "Somebody else changed the same records at the same time.");
    }
}
