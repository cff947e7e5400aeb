using Kumiko.Storage;

namespace Kumiko;

/// <summary>An event on its way to a consumer's handler.</summary>
/// <param name="Stored">The event.</param>
/// <param name="Attempt">The number of the attempt, from 1.</param>
/// <param name="States">Knows the records that events are about.</param>
internal sealed record DeliveredEvent(StoredEvent Stored, int Attempt, IEntityStates States)
{
    /// <summary>The table to fill in the place of the consumer's own; null while no rebuild is running.</summary>
    public Table? Shadow { get; init; }

    /// <summary>
    /// Who acts in the handler: the event's user, without any role, in a request of its own that names the event as its cause.
    /// </summary>
    public static Caller CallerOf(StoredEvent stored)
    {
        var request = RequestInfo.New();
        return new Caller(
            new User { Id = stored.CreatedBy, Tenant = stored.Stream.Tenant },
            request with
            {
                CorrelationId = EventMetadata.Of(stored).CorrelationId ?? request.CorrelationId,
                CausationId = EventJson.IdOf(stored.Stream, stored.Version),
            });
    }
}
