using Kumiko.Storage;

namespace Kumiko;

/// <summary>Turns what a store reports at the commit into the failures that clients know.</summary>
internal static class FailureTranslator
{
    public static async Task<KumikoException> Translate(
        StoreException failure, UnitOfWork unit, Store store, Registry registry, CancellationToken cancellation) => failure switch
        {
            UniqueIndexException violation when registry.Entities.FirstOrDefault(e => e.Table.Name == violation.Table) is { } entity =>
                entity.UniqueViolation(violation),
            DuplicateEventException => new IdempotentReplayException(null),
            DuplicateRequestException => new ConflictException("request_in_progress", "The same request is being answered."),
            StreamConflictException => await FindConflict(unit, store, cancellation),
            _ => new InternalErrorException(failure),
        };

    /// <summary>The database says only that there was a conflict; which one is looked up afterwards, in a session of its own.</summary>
    private static async Task<KumikoException> FindConflict(UnitOfWork unit, Store store, CancellationToken cancellation)
    {
        var appends = unit.PendingAppends();
        await unit.DisposeAsync();
        await using var session = store.NewSession();
        foreach (var (stream, expected) in appends)
        {
            var current = await session.ReadStreamVersion(stream, cancellation);
            if (current != expected)
            {
                unit.Command = unit.CommandOf(stream);
                return new VersionConflictException(stream.Aggregate, expected, current);
            }
        }

        return new ConflictException("stale_state", "Somebody else changed the same records at the same time.");
    }
}
