namespace Kumiko;

/// <summary>
/// A new record is refused because its id is taken. Where the caller may not read the record that has it, they learn that it is taken, and neither its
/// version nor that it is archived.
/// </summary>
internal static class HiddenConflict
{
    /// <param name="error">What a write failed with.</param>
    /// <param name="services">Whose write it was.</param>
    /// <param name="open">Opens a unit to look with: the write's own is over.</param>
    /// <returns>The failure as the caller may see it.</returns>
    public static async ValueTask<KumikoException> Conceal(KumikoException error, InvocationServices services, Func<UnitOfWork> open)
    {
        if (IdIn(error) is not { } id || services.IsExempt || !services.Registry.RestrictsReading)
        {
            return error;
        }

        await using var unit = open();
        var (stream, cancellation) = (new StreamId(services.Caller.User.Tenant, id), services.Cancellation);
        var session = await unit.ForReading(cancellation);
        return await session.ReadLastEvent(stream, cancellation) is { } last
            && services.Registry.FindEntity(last.AggregateType) is { } entity
            && services.ViewOf(entity) is { } view
            && !await RecordLoader.MayRead(unit, entity, view, stream, cancellation)
                ? new UniqueViolationException(entity.Name, ["id"])
                : error;
    }

    private static Guid? IdIn(KumikoException error) => error switch
    {
        VersionConflictException { ExpectedVersion: var expected } conflict when expected == StreamVersion.None => conflict.EntityId,
        StreamArchivedException archived => archived.EntityId,
        _ => null,
    };
}
